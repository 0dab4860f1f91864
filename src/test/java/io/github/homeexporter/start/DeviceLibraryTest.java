package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceLibraryTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private int add(String spec) throws Exception {
        return DeviceLibrary.add(spec, folder, out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_device_is_listed_has_its_files_and_stands_in_the_docs() throws Exception {
        DeviceLibrary.list(out);
        String docs = Files.readString(Path.of("docs/devices.md"));
        assertThat(docs.lines().filter(line -> line.startsWith("| `") && line.split(" \\| ").length == 4))
                .as("rows of the table, one for each device")
                .hasSameSizeAs(DeviceLibrary.entries());
        for (DeviceLibrary.Entry entry : DeviceLibrary.entries()) {
            assertThat(said()).contains(entry.name());
            assertThat(docs).contains("| `" + entry.name() + "` | " + entry.device() + " | " + entry.reads() + " |");
            assertThat(entry.route()).contains("id: " + entry.name() + "\n", "{{" + entry.name() + ".");
            if (!entry.registers().isEmpty()) {
                assertThat(Path.of("registers", entry.registers())).isRegularFile();
            }
        }
    }

    /** What an example has is in use somewhere; the library has one vocabulary. */
    @Test
    void a_plug_has_the_names_of_the_library_and_those_of_the_example_stay() throws Exception {
        for (String name : List.of("shelly", "tasmota")) {
            assertThat(add(name)).isZero();
            assertThat(folder.resolve("routes/" + name + ".camel.yaml"))
                    .content()
                    .contains("plug_power_watts")
                    .doesNotContain(name + "_power_watts");
            assertThat(Path.of("examples/routes/" + name + ".camel.yaml"))
                    .content()
                    .contains(name + "_power_watts");
        }
    }

    @Test
    void a_device_and_its_address_are_all_that_it_needs() throws Exception {
        assertThat(add("eastron-sdm120=192.0.2.9")).isZero();
        assertThat(folder.resolve("routes/eastron-sdm120.camel.yaml"))
                .content()
                .contains("registers/eastron-sdm120.csv");
        assertThat(folder.resolve("registers/eastron-sdm120.csv")).exists();
        assertThat(folder.resolve("application.properties"))
                .hasContent("# Eastron SDM120, SDM220, SDM230\neastron-sdm120.address=192.0.2.9\n");
        // what ran before goes on
        assertThat(folder.resolve("routes/luxtronik.camel.yaml")).exists();
        int code = Check.run(SettingsLoader.load(folder, Map.of()), folder, Map.of(), false, out);
        assertThat(said()).contains("eastron-sdm120").contains("ok: ");
        assertThat(code).isZero();
    }

    @Test
    void all_of_them_at_once_pass_the_check() throws Exception {
        for (DeviceLibrary.Entry entry : DeviceLibrary.entries()) {
            boolean byBroker = entry.settings().contains("broker");
            assertThat(add(entry.name() + "=" + (byBroker ? "tcp://192.0.2.5:1883" : "192.0.2.9")))
                    .isZero();
        }
        int code = Check.run(SettingsLoader.load(folder, Map.of()), folder, Map.of(), false, out);
        assertThat(code).as(said()).isZero();
    }

    @Test
    void what_is_there_stays_as_it_is() throws Exception {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/mine.camel.yaml"), "- route: {}");
        Files.writeString(folder.resolve("application.properties"), "homewizard.address=192.0.2.3");
        assertThat(add("homewizard")).isZero();
        assertThat(folder.resolve("application.properties")).hasContent("homewizard.address=192.0.2.3");
        assertThat(folder.resolve("routes")).isDirectoryNotContaining("glob:**luxtronik*");
        assertThat(add("homewizard")).isEqualTo(1);
        assertThat(said()).contains("routes/homewizard.camel.yaml is there already; nothing was changed");
    }

    @Test
    void as_a_program_it_says_what_it_wrote_and_nothing_else() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process program = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.homeexporter.HomeExporter",
                        "--add",
                        "shelly=192.0.2.9")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "made routes/ with the routes that ship: from now on it is all that runs",
                            "wrote routes/shelly.camel.yaml",
                            "shelly.address=192.0.2.9 stands in application.properties; --check says what will run");
        } finally {
            program.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"homewizard.address=192.0.2.3", "homewizard.address = 192.0.2.3", "homewizard.address: "})
    void an_address_that_is_there_stays_and_is_said(String line) throws Exception {
        Files.writeString(folder.resolve("application.properties"), line);
        assertThat(add("homewizard=192.0.2.9")).isZero();
        assertThat(folder.resolve("application.properties")).hasContent(line);
        assertThat(said())
                .contains("homewizard.address is in application.properties already", "192.0.2.9 was not written")
                .doesNotContain("homewizard.address=192.0.2.9");
    }

    @Test
    void a_name_that_is_none_is_said_with_the_nearest() throws Exception {
        assertThat(add("homewizzard=1.2.3.4")).isEqualTo(1);
        assertThat(said()).contains("--add homewizzard: no such device; did you mean homewizard?; --list-devices");
        assertThat(folder.resolve("routes")).doesNotExist();
    }
}
