package io.github.homeexporter.start;

import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.demo.DemoHouse.DemoLan;
import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.discovery.HomeSearch;
import io.github.homeexporter.discovery.HomeSearch.Targets;
import io.github.homeexporter.log.LogSetup;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@code --discover}: prints the devices that answer as lines for application.properties. */
final class Discover {
    private static final int NOTHING = 2;
    private static final int LONGEST_SECONDS = 60;
    /** Nobody asks there. */
    private static final int DISCARD = 9;

    private Discover() {}

    /** @return 0 when a device was found, 1 when the command is wrong or nobody could be asked, 2 when nothing answered */
    static int run(
            CommandLineOptions options,
            Path directory,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws IOException {
        if (options.discoverSeconds < 1 || options.discoverSeconds > LONGEST_SECONDS) {
            err.println("--discover-seconds=" + options.discoverSeconds + "; allowed: 1 to " + LONGEST_SECONDS);
            return 1;
        }
        Settings settings = SettingsLoader.load(directory, environment);
        LogSetup.apply(settings, true);
        Duration time = Duration.ofSeconds(options.discoverSeconds);
        if (options.demo) {
            try (DemoHouse house = new DemoHouse();
                    DemoLan lan = house.lan()) {
                return print(new HomeSearch("lo", time, targets(lan), Properties::new), out, err);
            }
        }
        endLine(directory.resolve(SettingsLoader.FILE), out);
        return print(
                new HomeSearch(options.discoverInterface.strip(), time, Targets.USUAL, settings::asProperties),
                out,
                err);
    }

    /** What is put behind a last line that has no end, or that goes on on the next one, would be part of its value. */
    private static void endLine(Path file, PrintStream out) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (text.matches("(?s).*(\\\\\\R?|[^\r\n])")) {
                out.println();
                out.println();
            }
        } catch (IOException e) {
            // there is none, and so nothing to be put behind
            return;
        }
    }

    private static Targets targets(DemoLan lan) {
        return new Targets(
                List.of(lan.controllers()),
                lan.webSocket(),
                lan.miniservers(),
                lan.miniserverAnswers(),
                new InetSocketAddress(DatagramPeer.BROADCAST, DISCARD),
                new InetSocketAddress(DatagramPeer.BROADCAST, DISCARD),
                List.of(lan.plugs()),
                List.of("localhost"),
                lan.isg(),
                Targets.USUAL.patience());
    }

    private static int print(HomeSearch search, PrintStream out, PrintStream err) {
        try {
            HomeSearch.Found found = search.run(sentence -> err.println("discover: " + sentence));
            found.lines().forEach(out::println);
            return found.devices() == 0 ? NOTHING : 0;
        } catch (IOException e) {
            err.println("discover: " + e.getMessage());
            return 1;
        }
    }
}
