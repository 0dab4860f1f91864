package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated plugs as python-kasa reads them: they answer a client that knows nothing of our questions. */
class KasaClientTest {
    private static final String PYTHON = System.getProperty("peers", "");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = PlugModel.class,
            mode = EnumSource.Mode.EXCLUDE,
            // TPAP: no release of python-kasa speaks it; and what is no plug
            names = {"P115", "L530E", "KL130", "H100"})
    void python_kasa_reads_what_the_plug_measures(PlugModel model) throws Exception {
        assumeTrue(!PYTHON.isEmpty(), "no -Dpeers=PYTHON; see src/test/peers/README.md");
        try (SimulatedPlug plug = new SimulatedPlug(model, "Küche", 1)) {
            JsonNode read = read(plug, model);
            assertThat(read.path("alias").asText()).isEqualTo("Küche");
            assertThat(read.findValues("failed")).as(read.toString()).isEmpty();
            int sockets = sockets(model);
            assertThat(read.path("type").asText()).isEqualTo(sockets > 0 ? "strip" : "plug");
            assertThat(read.path("children")).hasSize(sockets);
            boolean meters = !List.of("P100", "P300", "HS103", "HS100_KLAP").contains(model.name());
            if (sockets == 0) {
                assertThat(read.path("on").asBoolean()).isTrue();
                measures(read, model, 0, meters);
            }
            for (int i = 1; i <= sockets; i++) {
                JsonNode child = read.path("children").get(i - 1);
                assertThat(child.path("alias").asText()).isEqualTo("Socket " + i);
                assertThat(child.path("on").asBoolean()).isTrue();
                measures(child, model, i, meters);
            }
        }
    }

    private static void measures(JsonNode read, PlugModel model, int socket, boolean meters) {
        assertThat(read.has("watts")).as(read.toString()).isEqualTo(meters);
        if (!meters) {
            return;
        }
        assertThat(read.path("watts").asDouble()).isCloseTo((42_500 + socket) / 1000.0, within(1e-9));
        assertThat(read.path("today").asDouble()).isCloseTo((173 + socket) / 1000.0, within(1e-9));
        assertThat(read.path("month").asDouble()).isCloseTo((6110 + socket) / 1000.0, within(1e-9));
        if (model != PlugModel.P110_OLD) {
            assertThat(read.path("volts").asDouble()).isEqualTo(230.5);
            assertThat(read.path("amperes").asDouble()).isCloseTo(0.184, within(0.001));
        }
    }

    private static int sockets(PlugModel model) {
        return switch (model) {
            case P304M -> 4;
            case P300 -> 3;
            case HS300 -> 6;
            default -> 0;
        };
    }

    private JsonNode read(SimulatedPlug plug, PlugModel model) throws Exception {
        Path errors = directory.resolve("errors");
        Process python = new ProcessBuilder(
                        PYTHON,
                        "src/test/peers/read_plugs.py",
                        SimulatedPlug.ACCOUNT.username(),
                        SimulatedPlug.ACCOUNT.password(),
                        "127.0.0.1,%d,%s,%s,%d"
                                .formatted(plug.port(), model.family(), model.encryption(), model.loginVersion()))
                .redirectError(errors.toFile())
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(Files.readString(errors)).isZero();
        assertThat(Files.readString(errors)).isEmpty();
        return new ObjectMapper().readTree(said);
    }
}
