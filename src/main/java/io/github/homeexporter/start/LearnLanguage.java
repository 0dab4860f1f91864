package io.github.homeexporter.start;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** {@code --learn-language}: one controller's menu as a block of words to fill in, for a language that the rules lack. */
final class LearnLanguage {
    /** The order of the menu is the same in every language. */
    private static final List<String> SECTIONS = List.of(
            "temperatures",
            "inputs",
            "outputs",
            "elapsed_times",
            "operating_hours",
            "error_memory",
            "switch_offs",
            "system_status",
            "heat_quantity",
            "power_used");

    private static final long LONGEST_SECONDS = 30;

    private LearnLanguage() {}

    /** @return 0, or 1 when no controller could be read */
    static int run(Settings settings, PrintStream out, PrintStream err) throws Exception {
        String address = settings.get("lux.address").strip();
        if (address.isEmpty()) {
            err.println("lux.address is not set: the address of the controller whose language is to be learnt");
            return 1;
        }
        CompletableFuture<List<Reading>> page = new CompletableFuture<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.disableJMX();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("luxtronik:" + address + "?password=RAW(" + settings.get("lux.password") + ")")
                            .routeId("luxtronik")
                            .process(e -> page.complete(((Readings)
                                            e.getMessage().getBody(Batch.class).values())
                                    .list()));
                }
            });
            context.start();
            try {
                block(page.get(LONGEST_SECONDS, TimeUnit.SECONDS)).forEach(out::println);
                return 0;
            } catch (TimeoutException e) {
                err.println(address + ": " + why(context));
                return 1;
            }
        }
    }

    /** What a person completes: the sections by their place, every text that is no number, every item. */
    static List<String> block(List<Reading> page) {
        List<String> sections = page.stream().map(Reading::section).distinct().toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Put the language's two letters for xx, sort the texts, and send it to us with the firmware version.");
        lines.add("words:");
        lines.add("  xx:");
        lines.add("    switch: { on: [], off: [] } # texts of inputs and outputs: "
                + texts(page, sections, List.of(1, 2)));
        lines.add("    mode: { heating: , hot_water: , defrost: , evu_lock: , cooling: } # texts of the status: "
                + texts(page, sections, List.of(7)));
        lines.add("    sections:");
        for (int i = 0; i < sections.size(); i++) {
            String[] path = sections.get(i).split("/");
            String word = i < SECTIONS.size() ? SECTIONS.get(i) : "# unknown" + i;
            lines.add("      " + word + ": " + quoted(path[path.length - 1]));
        }
        lines.add("    names: { operation_mode: }");
        lines.add("items: # the word goes behind xx: in the row of the file that means the same");
        for (int i = 0; i < sections.size(); i++) {
            String section = sections.get(i);
            if (i != SECTIONS.indexOf("error_memory") && i != SECTIONS.indexOf("switch_offs")) {
                lines.add("  # " + section);
                page.stream()
                        .filter(r -> r.section().equals(section))
                        .map(r -> "  # { xx: " + quoted(r.name()) + " } shows " + quoted(r.text()))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static String texts(List<Reading> page, List<String> sections, List<Integer> of) {
        Set<String> places =
                of.stream().filter(i -> i < sections.size()).map(sections::get).collect(Collectors.toSet());
        return page.stream()
                .filter(r -> places.contains(r.section()) && r.text().matches("[^\\d<]{1,40}"))
                .map(r -> quoted(r.text()))
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
    }

    /** For the message when nothing came. */
    static String why(DefaultCamelContext context) {
        return SamplesComponent.store(context).devices().stream()
                .map(DeviceStatus::lastError)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("no page within " + LONGEST_SECONDS + " s");
    }
}
