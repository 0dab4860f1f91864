package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts of somebody's settings when the devices are simulated. */
class DemoTest {
    private static final Map<String, String> DEVICES = Map.of("lux.address", "127.0.0.1:1");

    @TempDir
    Path directory;

    private final List<String> ignored = new ArrayList<>();

    @Test
    void outputs_and_names_are_as_they_were_set() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "prometheus.file=home.prom\n");
        Settings settings = demo(Map.of(
                "OTEL_ENDPOINT", "127.0.0.1:4318", "HTTP_PORT", "9100", "TAPO_NAMING", "both", "HOST_INTERVAL", "1s"));
        assertThat(settings.get("prometheus.file")).isEqualTo("home.prom");
        assertThat(settings.get("otel.endpoint")).isEqualTo("127.0.0.1:4318");
        assertThat(settings.get("http.port")).isEqualTo("9100");
        assertThat(settings.get("tapo.naming")).isEqualTo("both");
        assertThat(settings.get("host.interval")).isEqualTo("1s");
        assertThat(ignored).isEmpty();
    }

    @Test
    void what_is_set_about_devices_is_not_taken_and_named_with_its_place() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "\nisg.pages=1,0\n");
        Settings settings = demo(Map.of("LUX_ADDRESS", "192.168.1.9"));
        assertThat(settings.get("lux.address")).isEqualTo("127.0.0.1:1");
        assertThat(settings.get("isg.pages")).isEqualTo("auto");
        assertThat(ignored)
                .containsExactlyInAnyOrder("lux.address (LUX_ADDRESS)", "isg.pages (application.properties:2)");
    }

    /** The same pump by its other interface: the same series, by the book. */
    @Test
    void the_heat_pump_is_read_by_the_interface_that_is_asked_for() throws Exception {
        Map<String, String> environment = Map.of("LUX_PROTOCOL", "binary", "HOST_ENABLED", "false");
        Settings own = SettingsLoader.load(directory, environment);
        try (DemoHouse house = new DemoHouse()) {
            Map<String, String> pump = Demo.interfaceOf(house, own);
            assertThat(pump).containsEntry("lux.address", house.luxtronikBinary());
            Settings settings = Demo.settings(own, pump, ignored);
            assertThat(ignored).isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(Once.run(settings, directory, new PrintStream(out), System.err))
                    .isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("luxtronik_temperature_celsius{name=\"flow\",section=\"temperatures\"");
            assertThat(Demo.interfaceOf(house, SettingsLoader.load(directory, Map.of())))
                    .isEmpty();
        }
    }

    private Settings demo(Map<String, String> environment) {
        return Demo.settings(SettingsLoader.load(directory, environment), DEVICES, ignored);
    }
}
