package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.net.WebSocketPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The malformed messages of the vectors, sent over a real socket to a program that is in the middle of its work. */
class WireVectorsOnSocketTest {
    private static final String STATE = "0f869a64-0200-0a9b-ffffd4c75dbaf53c";
    private static final String SENTINEL = "185e577b-02ef-c047-ffff66a876bf7883";
    private static final String HOUSE = """
            {"lastModified":"2026-01-10 13:24:37","msInfo":{"serialNr":"504F94D00001"},"globalStates":{},
             "rooms":{},"cats":{},"controls":{
              "0c000000-0001-1111-ffff000000000001":{"name":"A","type":"InfoOnlyAnalog",
               "uuidAction":"0c000000-0001-1111-ffff000000000001","states":{"value":"%s"}},
              "0c000000-0002-1111-ffff000000000002":{"name":"B","type":"InfoOnlyAnalog",
               "uuidAction":"0c000000-0002-1111-ffff000000000002","states":{"value":"%s"}}}}
            """.formatted(STATE, SENTINEL);

    private final LiveMiniservers program = new LiveMiniservers();
    private SimulatedMiniserver miniserver;

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    static Stream<JsonNode> vectors() {
        return StreamSupport.stream(Vectors.read().get("wire").spliterator(), false)
                .filter(vector -> vector.get("id").asText().compareTo("V11") >= 0
                        && vector.get("id").asText().compareTo("V20") <= 0);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_is_counted_and_costs_only_itself(JsonNode vector) throws Exception {
        miniserver = new SimulatedMiniserver(new MiniserverHouse("2026-01-10 13:24:37", HOUSE)
                .number(STATE, 1)
                .number(SENTINEL, 1));
        program.route("loxone", miniserver).untilUp("loxone");
        await().until(() -> program.controlValues().equals(List.of(1.0, 1.0)));
        for (JsonNode message : vector.get("messages")) {
            miniserver.send(frame(message.asText()));
        }
        List<String> events = StreamSupport.stream(vector.get("events").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        for (String event : events) {
            if (event.startsWith("irregular ")) {
                String reason = event.substring("irregular ".length());
                await(event).until(() -> program.errors("loxone", reason) > 0);
            }
        }
        if (events.stream().anyMatch(event -> event.startsWith("too large"))) {
            await().until(() -> program.errors("loxone", "message_too_large") == 1);
            return;
        }
        miniserver.send(MiniserverWire.frames(MiniserverWire.VALUES, MiniserverWire.values(Map.of(SENTINEL, 99.0))));
        boolean taken = events.stream().anyMatch(event -> event.startsWith("value " + STATE));
        await().until(() -> program.controlValues().equals(List.of(taken ? 5.0 : 1.0, 99.0)));
        assertThat(miniserver.openedWebSockets()).isEqualTo(1);
    }

    private static byte[] frame(String message) {
        boolean text = message.startsWith("TEXT:");
        return text
                ? WebSocketPeer.frame(
                        WebSocketPeer.TEXT, message.substring("TEXT:".length()).getBytes(StandardCharsets.UTF_8))
                : WebSocketPeer.frame(WebSocketPeer.BINARY, HexFormat.of().parseHex(message));
    }
}
