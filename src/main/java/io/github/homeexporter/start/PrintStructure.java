package io.github.homeexporter.start;

import io.github.homeexporter.loxone.Miniservers;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** {@code --print-structure}: what every Miniserver has, under which names it would be exported, and what would not and why. */
public final class PrintStructure {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private PrintStructure() {}

    /** @return 0, or 1 if there is no Miniserver or one of them did not give its structure file within 30 s */
    public static int run(Settings settings, Path directory, PrintStream out, PrintStream err) throws Exception {
        Miniservers miniservers = new Miniservers();
        Main main = Startup.start(settings, directory, starting -> starting.bind("miniservers", miniservers));
        try {
            CamelContext context = main.getCamelContext();
            SampleStore store = SamplesComponent.store(context);
            Set<String> routes = context.getRoutes().stream()
                    .filter(route -> route.getEndpoint().getEndpointUri().startsWith("loxone:"))
                    .map(route -> route.getRouteId())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (routes.isEmpty()) {
                err.println("no route reads a Miniserver; set loxone.host (LOXONE_HOST), and see --check");
                return 1;
            }
            Once.await(LONGEST, () -> settled(routes, miniservers.listings(), store));
            return print(routes, miniservers.listings(), store, out, err);
        } finally {
            main.stop();
        }
    }

    private static boolean settled(Set<String> routes, Map<String, List<String>> listings, SampleStore store) {
        return routes.stream()
                .allMatch(route -> listings.containsKey(route)
                        || store.devices().stream()
                                .anyMatch(device -> device.name().equals(route) && device.state() == DeviceState.DOWN));
    }

    public static int print(
            Set<String> routes,
            Map<String, List<String>> listings,
            SampleStore store,
            PrintStream out,
            PrintStream err) {
        int failed = 0;
        for (String route : routes) {
            if (listings.containsKey(route)) {
                listings.get(route).forEach(out::println);
            } else {
                failed = 1;
                err.println(route + ": " + whatWentWrong(route, store));
            }
        }
        out.flush();
        return failed;
    }

    private static String whatWentWrong(String route, SampleStore store) {
        return store.devices().stream()
                .filter(device -> device.name().equals(route))
                .map(DeviceStatus::lastError)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("gave no structure file within " + LONGEST.toSeconds() + " s");
    }
}
