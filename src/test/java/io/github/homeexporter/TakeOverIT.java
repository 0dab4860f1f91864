package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two programs and one heat pump, with {@code examples/routes/luxtronik-master.camel.yaml} and a lock in a folder. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class TakeOverIT {
    private static final String UP = "home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}";

    @TempDir
    Path folder;

    @Test
    void one_reads_the_device_and_the_other_takes_over_when_it_ends_or_is_killed() throws Exception {
        Path one = install("one");
        Path two = install("two");
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90)) {
            Map<String, String> settings = Map.of("LUX_ADDRESS", pump.address(), "LUX_INTERVAL", "1s");
            try (RunningProgram first = RunningProgram.start(one, settings)) {
                await().until(() -> reads(first));
                try (RunningProgram second = RunningProgram.start(two, settings)) {
                    await().until(() -> second.get("/-/ready").contains("ready"));
                    assertThat(reads(second)).isFalse();
                    assertThat(second.value(UP)).as("it knows of no device").isNaN();
                    assertThat(pump.server().mostOpen()).isEqualTo(1);

                    first.terminate();
                    await().until(() -> reads(second));
                    assertThat(pump.server().mostOpen()).as("never two readers").isEqualTo(1);

                    try (RunningProgram third = RunningProgram.start(one, settings)) {
                        await().until(() -> third.get("/-/ready").contains("ready"));
                        assertThat(reads(third)).isFalse();
                        second.kill();
                        await().until(() -> reads(third));
                    }
                }
            }
        }
    }

    @Test
    void a_route_that_wants_a_lock_where_none_is_set_is_skipped_and_said_so() throws Exception {
        Path directory = install("without");
        Files.writeString(directory.resolve("application.properties"), "host.interval=1s\n");
        try (RunningProgram program = RunningProgram.start(directory, Map.of("LUX_ADDRESS", "127.0.0.1:1"))) {
            await().until(() -> program.get("/metrics").contains("\nhome_exporter_config_last_load_successful"));
            assertThat(program.value("home_exporter_config_last_load_successful{file=\"routes/luxtronik.camel.yaml\"}"))
                    .isZero();
            assertThat(program.output()).contains("luxtronik.camel.yaml", "No cluster service found");
        }
    }

    private static boolean reads(RunningProgram program) {
        return program.value(UP) == 1 && program.get("/metrics").contains("\nluxtronik_temperaturen{attr=");
    }

    private Path install(String name) throws IOException {
        Path directory = folder.resolve(name);
        Files.createDirectories(directory.resolve("routes"));
        Files.copy(
                Path.of("examples/routes/luxtronik-master.camel.yaml"),
                directory.resolve("routes/luxtronik.camel.yaml"));
        Files.writeString(directory.resolve("application.properties"), """
            host.enabled=false
            camel.beans.lock=#class:org.apache.camel.component.file.cluster.FileLockClusterService
            camel.beans.lock.root=%s
            camel.beans.lock.acquireLockInterval=1
            """.formatted(folder.resolve("lock")));
        return directory;
    }
}
