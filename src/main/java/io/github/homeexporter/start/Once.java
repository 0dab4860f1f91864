package io.github.homeexporter.start;

import io.github.homeexporter.mutate.MutateComponent;
import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;

/** {@code --once}: one reading of everything, printed. */
public final class Once {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Set<String> NOT_DEVICES = Set.of("direct", "seda", "platform-http");

    private Once() {}

    /** @return 0, or 1 if a device failed or said nothing within 30 s */
    public static int run(Settings settings, Path directory, PrintStream out, PrintStream err) throws Exception {
        Main main = Startup.main(settings, directory, false);
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            SampleStore store = SamplesComponent.store(context);
            long expected = context.getRoutes().stream().filter(Once::isDevice).count();
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!settled(store.devices(), expected) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            int failed = 0;
            for (DeviceStatus device : store.devices()) {
                if (device.state() == DeviceState.DOWN || device.lastSampleMillis() == 0) {
                    failed = 1;
                    err.println(device.name() + ": "
                            + (device.lastError().isEmpty() ? "said nothing" : device.lastError()));
                }
            }
            context.getComponent("mutate", MutateComponent.class).unmatched().forEach(err::println);
            // after the devices, so that their numbers are the newest
            out.print(main.getCamelTemplate().requestBody("prometheus:metrics", null, String.class));
            out.flush();
            return failed;
        } finally {
            main.stop();
        }
    }

    private static boolean settled(List<DeviceStatus> devices, long expected) {
        return devices.size() >= expected
                && devices.stream().allMatch(d -> d.lastSampleMillis() > 0 || d.state() == DeviceState.DOWN);
    }

    private static boolean isDevice(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return !NOT_DEVICES.contains(uri.substring(0, uri.indexOf(':')));
    }
}
