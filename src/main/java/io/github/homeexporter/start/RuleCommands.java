package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.RuleTrial;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.replaced.LuxConfig.TomlText;
import io.github.homeexporter.replaced.luxyaml.LuxConversion;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** What helps whoever writes rules: {@code --test-rules}, {@code --convert-lux} and {@code --learn-language}. */
final class RuleCommands {
    /** The order of the menu is the same in every language. */
    private static final List<String> SECTIONS =
            List.of(("temperatures inputs outputs elapsed_times operating_hours error_memory switch_offs system_status"
                            + " heat_quantity power_used")
                    .split(" "));

    private static final long LONGEST_SECONDS = 30;

    private RuleCommands() {}

    /**
     * Which rule takes a text, and what comes of it.
     *
     * @return 0, or 1 when the options or the file cannot be used, or no rule takes the text
     */
    static int test(CommandLineOptions options, Settings settings, PrintStream out, PrintStream err) {
        Naming naming;
        try {
            naming = Naming.valueOf(options.naming.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            err.println("--naming " + options.naming + "; allowed: legacy, standard, both");
            return 1;
        }
        RuleTrial trial = RuleTrial.run(
                options.testRules.toString(),
                options.section,
                options.name,
                options.text,
                options.unit,
                naming,
                zone(settings.get("lux.zone").strip(), err));
        trial.lines().forEach(trial.taken() ? out::println : err::println);
        return trial.taken() ? 0 : 1;
    }

    /** The one the controller writes its times in. */
    private static ZoneId zone(String name, PrintStream err) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            err.println("lux.zone=\"" + name + "\"; allowed: a time zone, as Europe/Berlin; using this machine's");
            return ZoneId.systemDefault();
        }
    }

    /**
     * The filters of a luxtronik2-exporter's file as rules.
     *
     * @return 0, or 1 when something of the file could not be converted; what could is printed all the same
     */
    static int convert(Path file, PrintStream out, PrintStream err) {
        String text;
        try {
            text = Files.readString(file);
            text = file.toString().endsWith(".toml") ? TomlText.asJson(text) : text;
        } catch (NoSuchFileException e) {
            err.println(file + ": there is no such file");
            return 1;
        } catch (CharacterCodingException e) {
            err.println(file + ": is not UTF-8 text; save it as UTF-8");
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            err.println(
                    file + ": cannot be read: " + (e instanceof IOException io ? OwnerFile.why(io) : e.getMessage()));
            return 1;
        }
        RulesFile rules = RulesFile.load("rules/luxtronik.yaml", ZoneId.systemDefault());
        LuxConversion made = LuxConversion.of(String.valueOf(file.getFileName()), text, rules);
        made.lines().forEach(out::println);
        made.problems().forEach(err::println);
        return made.problems().isEmpty() ? 0 : 1;
    }

    /**
     * One controller's menu as a block of words to fill in, for a language that the rules lack.
     *
     * @return 0, or 1 when no controller could be read
     */
    static int learn(Settings settings, PrintStream out, PrintStream err) throws Exception {
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
