package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config.yml of the replaced exporter, its routes as they ship, and two Miniservers to talk to. */
class TwoMiniserversTest {
    private static final String CONFIG = """
            miniservers:
              - {name: house, host: 127.0.0.1, port: %d, username: demo@home, password: demo}
              - {name: garden shed, host: 127.0.0.1, port: %d, username: demo@home, password: other}
            exclude_types: [Pushbutton]
            """;

    @TempDir
    Path directory;

    @Test
    void both_are_read_side_by_side_each_with_its_own_password() throws Exception {
        try (SimulatedMiniserver house = new SimulatedMiniserver(MiniserverHouse.of(20, 0));
                SimulatedMiniserver shed = new SimulatedMiniserver(MiniserverHouse.of(7, 0)).password("other")) {
            Files.writeString(
                    directory.resolve("config.yml"),
                    CONFIG.formatted(house.server().port(), shed.server().port()));
            Settings settings = SettingsLoader.load(directory, Map.of("HOST_ENABLED", "false"));
            assertThat(settings.findings()).isEmpty();
            Main main = Startup.main(settings, directory, false);
            main.start();
            try {
                SampleStore store = SamplesComponent.store(main.getCamelContext());
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> controls(store, "loxone") == 20 && controls(store, "loxone-garden-shed") == 7);
                assertThat(store.devices())
                        .filteredOn(device -> device.kind().equals("loxone"))
                        .allMatch(device -> device.state() == DeviceState.UP)
                        .hasSize(2);
                assertThat(store.samples("loxone-garden-shed"))
                        .extracting(StoredSample::series)
                        .filteredOn(series -> series.family().name().equals("loxone_control_value"))
                        .allMatch(series -> series.labels().get("miniserver").equals("garden shed"));
                assertThat(house.openedWebSockets()).isEqualTo(1);
                assertThat(shed.openedWebSockets()).isEqualTo(1);
            } finally {
                main.stop();
            }
        }
    }

    private static long controls(SampleStore store, String device) {
        return store.samples(device).stream()
                .filter(sample -> sample.series().family().name().equals("loxone_control_value"))
                .count();
    }
}
