package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.start.Check;
import io.github.homeexporter.start.SettingsLoader;
import io.github.homeexporter.start.Startup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/modbus.md, as it stands there: one CSV, one route file, no Java. */
class WorkedExampleTest {
    @TempDir
    Path folder;

    private static String example(String name) throws Exception {
        Matcher block = Pattern.compile(
                        "<!-- example: " + Pattern.quote(name) + " -->\n```\\w*\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/modbus.md")));
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }

    private static List<String> linesOf(Main main, String prefix) throws Exception {
        return main.getCamelTemplate()
                .requestBody("prometheus:metrics", null, String.class)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    @Test
    void a_device_is_one_register_file_and_one_route_file() throws Exception {
        Path csv = Files.writeString(folder.resolve("pool.csv"), example("pool.csv"));
        try (SimulatedModbus pool =
                new SimulatedModbus(new ModbusMemory().input(0, 245, 1, 4464, 1).holding(0, 1))) {
            Files.writeString(
                    Files.createDirectory(folder.resolve("routes")).resolve("pool.camel.yaml"),
                    example("pool.camel.yaml")
                            .replace("192.168.1.60", pool.address())
                            .replace("registers/pool.csv", csv.toString()));
            Main main = Startup.main(SettingsLoader.load(folder, Map.of()), folder, false);
            main.start();
            try {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(linesOf(main, "pool_"))
                        .containsExactlyInAnyOrderElementsOf(
                                example("metrics").lines().toList()));
            } finally {
                main.stop();
            }
        }
    }

    @Test
    void check_names_every_fault_of_a_register_file_that_a_route_uses() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("pool.csv"),
                example("pool.csv").replace("int16", "int12").replace(",0,holding", ",x,holding"));
        Files.writeString(
                Files.createDirectory(folder.resolve("routes")).resolve("pool.camel.yaml"),
                example("pool.camel.yaml").replace("registers/pool.csv", csv.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Check.run(
                SettingsLoader.load(folder, Map.of()),
                folder,
                Map.of(),
                false,
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("pool.camel.yaml")
                .contains("pool.csv:5: data \"int12\"; allowed: int16")
                .contains("pool.csv:8: address \"x\"; allowed: a whole number");
    }

    @Test
    void the_shipped_route_reads_a_simulated_isg() throws Exception {
        try (SimulatedModbus isg = new SimulatedModbus(io.github.homeexporter.demo.isg.ModbusMemory.isg())) {
            Main main = Startup.main(
                    SettingsLoader.load(
                            folder, Map.of("ISG_MODBUS_HOST", isg.address(), "HOST_ENABLED", "false", "INTERVAL", "5")),
                    folder,
                    false);
            main.start();
            try {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(linesOf(main, "isg_"))
                        .contains(
                                "isg_aussentemperatur{unit=\"°C\"} -10",
                                "isg_istwert{hk=\"1\",unit=\"°C\"} 33.4",
                                "isg_wm_heizen_summe{unit=\"kWh\"} 44341",
                                "isg_flag{name=\"verdichter\"} 1",
                                "isg_betriebsart{name=\"automatik\"} 1",
                                "isg_sg_ready_betriebszustand 2"));
            } finally {
                main.stop();
            }
        }
    }
}
