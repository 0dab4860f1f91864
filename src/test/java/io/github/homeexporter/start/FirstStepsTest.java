package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.routes.RouteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told to who has set up nothing. */
class FirstStepsTest {
    private static final Pattern ROUTE =
            Pattern.compile("precondition: \"'\\{\\{([a-z.-]+):?}}' != ''[^\\n]*\\n *from:\\n *uri: \"?([a-z]+):");
    /** Of a device that has another way, and of what belongs to the host. */
    private static final Set<String> NOT_FIRST = Set.of("isg.modbus-host", "host.proxmox-url");

    @Test
    void the_first_setting_of_every_device_of_the_home_is_named() throws IOException {
        Set<String> firsts = new TreeSet<>(NOT_FIRST);
        firsts.addAll(Serving.FIRST_SETTINGS);
        Set<String> keys = new TreeSet<>();
        for (Path file : routes()) {
            Matcher route = ROUTE.matcher(Files.readString(file));
            while (route.find()) {
                if (RouteSource.isDevice(route.group(2))) {
                    keys.add(route.group(1));
                }
            }
        }
        assertThat(keys).isEqualTo(firsts);
    }

    private static List<Path> routes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.sorted().toList();
        }
    }
}
