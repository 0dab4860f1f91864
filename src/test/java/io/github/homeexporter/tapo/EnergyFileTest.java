package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lifetime counters of plugs without one, through the whole route and over its restart. */
class EnergyFileTest {
    @TempDir
    Path directory;

    @Test
    void a_plug_that_counts_its_day_only_gets_a_counter_that_survives_a_restart() throws Exception {
        Path file = directory.resolve("energy.properties");
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110_OLD, "a", 1)) {
            Map<String, String> options = Map.of("plugDevices", plug.address(), "energyFile", file.toString());
            String series = "tapo_energy_watthours_total{alias=\"a\",device=\"" + plug.address() + "\"}";
            try (TapoRoute route = new TapoRoute(options)) {
                route.awaitState(plug.address(), DeviceState.UP);
                assertThat(route.values()).containsEntry(series, 173.0);
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String kept = Files.readString(file);
            Files.writeString(file, kept.replace("173.0 2", "1173.0 2"));
            try (TapoRoute route = new TapoRoute(options)) {
                route.awaitState(plug.address(), DeviceState.UP);
                assertThat(route.values()).containsEntry(series, 1173.0);
            }
        }
    }

    @Test
    void a_counter_of_the_plugs_own_is_taken_as_it_is() throws Exception {
        Path file = directory.resolve("energy.properties");
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110, "a", 1);
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "energyFile", file.toString()))) {
            route.awaitState(plug.address(), DeviceState.UP);
            assertThat(route.values())
                    .containsEntry(
                            "tapo_energy_watthours_total{alias=\"a\",device=\"" + plug.address() + "\"}", 48_000.0);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_or_read_costs_no_value() throws Exception {
        Path file = Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("broken"), "A8\\:6E\\:84\\:00\\:00\\:01=much\n\\u12");
        try (SimulatedPlug plug = new SimulatedPlug(PlugModel.P110_OLD, "a", 1)) {
            for (String name :
                    new String[] {file.toString(), directory.resolve("broken").toString()}) {
                try (TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "energyFile", name))) {
                    await().atMost(TapoRoute.LONG).untilAsserted(() -> assertThat(route.values())
                            .containsEntry(
                                    "tapo_energy_watthours_total{alias=\"a\",device=\"" + plug.address() + "\"}",
                                    173.0));
                }
            }
        }
    }
}
