package io.github.homeexporter.start;

import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.luxtronik.LuxtronikEndpoint;
import io.github.homeexporter.mutate.MutateComponent;
import io.github.homeexporter.routes.RouteWiring;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** {@code --once}: one reading of everything, printed. */
public final class Once {
    private static final Duration LONGEST = Duration.ofSeconds(30);

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

    /** Waits until every device has said something or is down, 30 s at most. */
    static void settle(CamelContext context) throws InterruptedException {
        SampleStore store = SamplesComponent.store(context);
        // devices that a route alone makes are in the store from its start on
        long expected = store.devices().stream()
                        .filter(device -> device.kind().equals("route"))
                        .count()
                + context.getRoutes().stream()
                        .filter(route ->
                                RouteWiring.isDevice(route.getEndpoint().getEndpointUri()))
                        .count();
        await(LONGEST, () -> settled(store.devices(), expected));
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
}
