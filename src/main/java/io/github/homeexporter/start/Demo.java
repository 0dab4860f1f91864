package io.github.homeexporter.start;

import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.main.Main;

/** The program with simulated devices instead of the configured ones. */
public final class Demo {
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private Demo() {}

    /** @return as {@link Serving#run} */
    public static int run(CommandLineOptions options, Map<String, String> environment) throws Exception {
        try (DemoHouse house = new DemoHouse()) {
            Map<String, String> overrides = new HashMap<>(house.settings());
            if (options.warmUp) {
                overrides.put("http.address", "127.0.0.1");
                overrides.put("http.port", String.valueOf(freePort()));
            }
            Settings settings = SettingsLoader.demo(environment, overrides);
            LogSetup.apply(settings, options.once);
            if (options.warmUp) {
                return warmUp(settings);
            }
            return options.once
                    ? Once.run(settings, Path.of(""), System.out, System.err)
                    : Serving.run(settings, Path.of(""));
        }
    }

    /** Loads every class a first scrape needs, then ends: at its end the JVM writes the archive. */
    private static int warmUp(Settings settings) throws Exception {
        Main main = Startup.main(settings, Path.of(""), true);
        main.start();
        try {
            URI page = URI.create("http://127.0.0.1:" + settings.get("http.port") + "/metrics");
            long end = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < end) {
                try (InputStream body = page.toURL().openStream()) {
                    if (new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .contains("luxtronik_")) {
                        return 0;
                    }
                }
            }
            return 1;
        } finally {
            main.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
