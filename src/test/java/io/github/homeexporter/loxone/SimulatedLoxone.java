package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The program beside a simulated Miniserver that does what the test wants. */
abstract class SimulatedLoxone {
    static final int STATES = 20;
    SimulatedMiniserver miniserver;
    LiveMiniservers program = new LiveMiniservers();

    @BeforeEach
    void start() throws IOException {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0));
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    /** One socket, all values, never two sockets on the way. */
    void isWhole() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> program.state("loxone") == DeviceState.UP
                        && miniserver.subscribers() == 1
                        && program.controlValues().size() == STATES);
        assertThat(miniserver.webSockets()).isEqualTo(1);
        assertThat(miniserver.mostWebSockets()).isEqualTo(1);
        program.store().sweep();
        assertThat(program.page()).containsEntry("loxone_exporter_connected{miniserver=\"loxone\"}", 1.0);
    }

    void value(int number, double value) {
        miniserver.send(MiniserverWire.frames(
                MiniserverWire.VALUES, MiniserverWire.values(Map.of(MiniserverHouse.state(number), value))));
    }
}
