package io.github.homeexporter.start;

import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program with simulated devices instead of the configured ones. */
public final class Demo {
    /** What the page asks, to say that what it shows is none of the reader's. */
    public static final String RUNS = "demo.runs";

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    /** A small machine that builds an image beside it is slow: an archive that is not made would end the build. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String OF_DEVICES = "(lux|loxone|isg|tapo)[.-].*|host[.]proxmox.*";
    /** What counts all the same: how things are called, and which of its two interfaces the heat pump is asked by. */
    private static final String TAKEN = ".*[.]naming|lux[.]protocol";

    private Demo() {}

    /** @return as {@link Serving#run} */
    public static int run(CommandLineOptions options, Map<String, String> environment) throws Exception {
        try (DemoHouse house = new DemoHouse()) {
            Map<String, String> devices = new HashMap<>(house.settings());
            devices.put(RUNS, "true");
            Path directory = Path.of("");
            if (options.warmUp) {
                devices.put("http.address", "127.0.0.1");
                devices.put("http.port", String.valueOf(freePort()));
                // nobody's broker and nobody's file is to hear of it
                Settings bare = settings(new Settings(), devices, new ArrayList<>());
                LogSetup.apply(bare, false);
                return warmUp(bare);
            }
            List<String> ignored = new ArrayList<>();
            Settings own = SettingsLoader.load(directory, environment);
            devices.putAll(interfaceOf(house, own));
            Settings settings = settings(own, devices, ignored);
            LogSetup.apply(settings, options.once);
            if (!ignored.isEmpty()) {
                LOG.warn("demo: not taken, for these are devices of its own: {}", String.join(", ", ignored));
            }
            if (options.once) {
                return Once.run(settings, directory, System.out, System.err);
            }
            LOG.info("demo: the devices are simulated; see their values at {}/", Serving.address(settings));
            LOG.info("demo: the heat pump speaks the binary interface, too, at {}", house.luxtronikBinary());
            return Serving.run(
                    settings,
                    directory,
                    besides -> settings(
                            SettingsLoader.again(directory, environment).with(besides), devices, new ArrayList<>()));
        }
    }

    /** The address has a port, so it is that of one interface. */
    static Map<String, String> interfaceOf(DemoHouse house, Settings own) {
        return own.get("lux.protocol").equalsIgnoreCase("binary")
                ? Map.of("lux.address", house.luxtronikBinary(), "lux.interval", "10s")
                : Map.of();
    }

    /**
     * What ships, with what somebody set that is not about devices, and the simulated devices.
     *
     * @param ignored takes the keys of what was set about devices, each with its place
     */
    public static Settings settings(Settings own, Map<String, String> devices, List<String> ignored) {
        Settings settings = new Settings();
        SettingsLoader.shipped().entries().forEach(e -> settings.putDefault(e.key(), e.value()));
        for (Setting set : own.all()) {
            boolean counts = !set.key().matches(OF_DEVICES) || set.key().matches(TAKEN);
            if (counts && own.isChanged(set.key())) {
                settings.put(set);
            } else if (own.isChanged(set.key())) {
                ignored.add(set.key() + " (" + set.origin() + ")");
            }
        }
        own.findings().forEach(settings::found);
        devices.forEach((k, v) -> settings.put(new Setting(k, v, "--demo", Setting.Source.OPTION)));
        return settings;
    }

    /**
     * Loads every class that a start and a first scrape need, then ends: at its end the JVM writes the archive. What is not
     * loaded here costs each later start a reading from the jar; so it starts twice, as it mostly does and with devices.
     */
    private static int warmUp(Settings simulated) throws Exception {
        Path directory = Path.of("");
        // read as each start reads them, and not used: they may name somebody's devices
        SettingsLoader.load(directory, ProcessText.environment(System.getenv()));
        Map<String, String> port = new HashMap<>(Map.of("http.address", "127.0.0.1"));
        port.put("http.port", String.valueOf(freePort()));
        Settings alone = settings(new Settings(), port, new ArrayList<>());
        return serves(Startup.believing(alone, directory, besides -> alone), alone, "node_load1")
                        && serves(Startup.main(simulated, directory, true), simulated, "luxtronik_")
                ? 0
                : 1;
    }

    private static boolean serves(Main main, Settings settings, String sample) throws Exception {
        main.start();
        try {
            URI page = URI.create(Serving.address(settings) + "/metrics");
            long end = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < end) {
                try (InputStream body = page.toURL().openStream()) {
                    if (new String(body.readAllBytes(), StandardCharsets.UTF_8).contains(sample)) {
                        return true;
                    }
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return false;
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
