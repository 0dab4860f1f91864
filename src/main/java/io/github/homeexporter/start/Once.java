package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.loxone.Miniservers;
import io.github.homeexporter.luxtronik.LuxtronikEndpoint;
import io.github.homeexporter.mutate.MutateComponent;
import io.github.homeexporter.routes.RouteSource;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tape.RouteFrames;
import io.github.homeexporter.tape.Tape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.util.FileUtil;

/** What is printed of one reading: {@code --once} of everything, {@code --print-structure} of Miniservers, {@code --test-route} of one file's routes. */
public final class Once {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_OF_ROUTE = Duration.ofSeconds(15);
    private static final int MOST_LOOKS = 8;
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private static final Pattern FILE_NAME = Pattern.compile("[\\w./~-]+\\.[A-Za-z]{2,5}|[.~]{0,2}/[\\w./-]*");

    private Once() {}

    /** @return 0, or 1 if a device failed or said nothing within 30 s */
    public static int run(Settings settings, Path directory, PrintStream out, PrintStream err) throws Exception {
        SystemCalls.load();
        return run(Startup.start(settings, directory, starting -> {}), out, err);
    }

    /** @param main started, and stopped here */
    static int run(Main main, PrintStream out, PrintStream err) throws Exception {
        try {
            CamelContext context = main.getCamelContext();
            SampleStore store = SamplesComponent.store(context);
            settle(context);
            int failed = 0;
            for (DeviceStatus device : store.devices()) {
                if (device.state() == DeviceState.DOWN || device.lastSampleMillis() == 0) {
                    failed = 1;
                    err.println(device.name() + ": "
                            + (device.lastError().isEmpty() ? "said nothing" : device.lastError()));
                }
            }
            if (store.self().numbers(ConfigState.FAMILY).containsValue(0.0)) {
                // the log has said which file
                failed = 1;
            }
            context.getComponent("mutate", MutateComponent.class)
                    .unmatched()
                    .forEach(text -> err.println(text.device() + ": " + text.section() + ", " + text.name() + ": \""
                            + text.text() + "\" is no number of any rule: " + text.why()));
            context.getComponent("mutate", MutateComponent.class)
                    .unnamed()
                    .forEach(item -> err.println(item.device() + ": " + item.section() + ", " + item.name()
                            + ": is exported under the device's own word: " + item.why()));
            context.getEndpoints().stream()
                    .filter(LuxtronikEndpoint.class::isInstance)
                    .map(LuxtronikEndpoint.class::cast)
                    .forEach(controller -> controller
                            .told()
                            .forEach(line -> err.println("luxtronik " + controller.getAddress() + ": " + line)));
            // after the devices, so that their numbers are the newest
            // as bytes: Camel would read them in the locale's charset
            out.write(main.getCamelTemplate().requestBody("prometheus:metrics", null, byte[].class));
            out.flush();
            return failed;
        } finally {
            main.stop();
        }
    }

    /** Waits until every device has said something or is down, 30 s at most, and until no series has come for a moment. */
    static void settle(CamelContext context) throws InterruptedException {
        SampleStore store = SamplesComponent.store(context);
        // devices that a route alone makes are in the store from its start on
        long expected = store.devices().stream()
                        .filter(device -> device.kind().equals("route"))
                        .count()
                + context.getRoutes().stream()
                        .filter(route ->
                                RouteSource.isDevice(route.getEndpoint().getEndpointUri()))
                        .count();
        await(LONGEST, () -> settled(store.devices(), expected));
        // who tells its values one after the other has more to say than the first
        long before = -1;
        long now = series(store);
        for (int looks = 0; looks < MOST_LOOKS && now != before; looks++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            before = now;
            now = series(store);
        }
    }

    private static long series(SampleStore store) {
        return store.devices().stream()
                .mapToLong(device -> store.samples(device.name()).size())
                .sum();
    }

    /** Waits until something is so, but not for ever. */
    static void await(Duration longest, BooleanSupplier settled) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!settled.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean settled(List<DeviceStatus> devices, long expected) {
        return devices.size() >= expected
                && devices.stream()
                        .allMatch(d -> d.state() == DeviceState.DOWN
                                || d.lastSampleMillis() > 0 && d.state() != DeviceState.CONNECTING);
    }

    /**
     * What every Miniserver has, under which names it would be exported, and what would not and why.
     *
     * @return 0, or 1 if there is no Miniserver or one of them did not give its structure file within 30 s
     */
    static int printStructure(Settings settings, Path directory, PrintStream out, PrintStream err) throws Exception {
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
            await(LONGEST, () -> haveSettled(routes, miniservers.listings(), store));
            return print(routes, miniservers.listings(), store, out, err);
        } finally {
            main.stop();
        }
    }

    private static boolean haveSettled(Set<String> routes, Map<String, List<String>> listings, SampleStore store) {
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

    /**
     * Runs the routes of one file on a sample of what its device answers, and prints the series.
     *
     * @param body the answer itself, or the name of a file that holds it
     * @return 0, or 1 when the file or a step has a fault, or no series comes of it
     */
    static int testRoute(Settings settings, Path file, String body, PrintStream out, PrintStream err) throws Exception {
        if (!Files.isRegularFile(file)) {
            err.println(file + (Files.isDirectory(file) ? ": it is a folder" : ": there is no such file"));
            return 1;
        }
        if (!file.toString().endsWith(".yaml")) {
            err.println(file + ": a file of routes ends in .camel.yaml; this one is not read for its name");
            return 1;
        }
        if (FILE_NAME.matcher(body).matches() && !Files.isRegularFile(Path.of(body))) {
            err.println("--body " + body + ": there is no such file, so this is taken for the answer itself");
        }
        Path folder = Files.createTempDirectory("home-exporter-test-route");
        Path copy = folder.resolve("routes").resolve(file.getFileName());
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Frames.insert(Tape.always(sample(body)));
            return testRoute(Startup.main(settings, folder, false), out, err);
        } catch (IOException e) {
            err.println(file + " or the sample cannot be read: " + OwnerFile.why(e));
            return 1;
        } finally {
            Frames.insert(null);
            FileUtil.removeDir(folder.toFile());
        }
    }

    private static String sample(String body) throws IOException {
        try {
            Path file = Path.of(body);
            return Files.isRegularFile(file) ? RouteFrames.text(Files.readAllBytes(file)) : body;
        } catch (InvalidPathException e) {
            return body;
        }
    }

    private static int testRoute(Main main, PrintStream out, PrintStream err) throws Exception {
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            SampleStore store = SamplesComponent.store(context);
            List<String> ids = context.getRoutes().stream()
                    .map(Route::getId)
                    .filter(id -> !id.equals("samples"))
                    .toList();
            if (ids.isEmpty()) {
                err.println("no route of the file runs: it has a fault, or its precondition is not true");
                return 1;
            }
            await(LONGEST_OF_ROUTE, () -> isSettled(store));
            // what is refused is told when the store is looked at
            store.sweep();
            List<String> faults = new ArrayList<>();
            store.self().faults().values().forEach(faults::addAll);
            int series = 0;
            for (DeviceStatus device : store.devices()) {
                for (StoredSample sample : store.samples(device.name())) {
                    out.println(sample.series() + " " + sample.value());
                    series++;
                }
                if (device.state() == DeviceState.DOWN) {
                    faults.add(device.name() + ": " + device.lastError());
                }
            }
            faults.forEach(err::println);
            if (series == 0) {
                err.println("no series comes of it");
            }
            return series > 0 && faults.isEmpty() ? 0 : 1;
        } finally {
            main.stop();
        }
    }

    private static boolean isSettled(SampleStore store) {
        List<DeviceStatus> devices = store.devices();
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> device.lastSampleMillis() > 0 || device.state() == DeviceState.DOWN);
    }
}
