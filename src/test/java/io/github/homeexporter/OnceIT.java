package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --once} and {@code --print-structure} of the packaged program, one after the other: what is printed depends on deadlines for devices. */
class OnceIT {
    private static final String UP = "home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"}";
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void once_prints_a_reading_of_every_device() throws Exception {
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                RunningProgram program =
                        RunningProgram.start(directory, Map.of("LUX_ADDRESS", pump.address()), "--once")) {
            assertThat(program.exit(LONG)).as(program.output()).isZero();
            assertThat(program.output()).contains("\nluxtronik_", "\nnode_", UP + " 1\n");
        }
    }

    @Test
    void once_fails_when_a_device_does_not_answer_and_says_what_to_check() throws Exception {
        int nobody = FreePort.next();
        try (RunningProgram program =
                RunningProgram.start(directory, Map.of("LUX_ADDRESS", "127.0.0.1:" + nobody), "--once")) {
            assertThat(program.exit(LONG)).isEqualTo(1);
            assertThat(program.output()).contains("luxtronik: ", "web server", UP + " 0\n");
        }
    }

    @Test
    void print_structure_lists_what_a_miniserver_has_and_why_some_of_it_is_not_exported() throws Exception {
        try (SimulatedMiniserver miniserver = new SimulatedMiniserver(MiniserverHouse.demo());
                RunningProgram program = RunningProgram.start(
                        directory,
                        Map.of(
                                "LOXONE_HOST", miniserver.address(),
                                "LOXONE_USERNAME", miniserver.user(),
                                "LOXONE_PASSWORD", miniserver.password(),
                                "LOXONE_EXCLUDE_ROOMS", "Bedroom"),
                        "--print-structure")) {
            assertThat(program.exit(LONG)).as(program.output()).isZero();
            assertThat(program.output())
                    .contains("exported  loxone_control_value{", "room=\"Living room\"", "exclude-rooms")
                    .doesNotContain(
                            "exported "
                                    + " loxone_control_value{category=\"Climate\",miniserver=\"127.0.0.1\",name=\"Temperature\",room=\"Bedroom\"");
        }
    }
}
