package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.loxone.frame.FrameDecoder;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WireVectorsTest {
    private static final int LIMIT = 64 * 1024 * 1024;

    @TestFactory
    Stream<DynamicTest> every_vector_is_read_as_written() {
        return StreamSupport.stream(Vectors.read().get("wire").spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asText() + " " + vector.get("name").asText(), () -> check(vector)));
    }

    @Test
    void there_are_all_thirty_one_of_them() {
        assertThat(Vectors.read().get("wire")).hasSize(31);
    }

    private static void check(JsonNode vector) {
        List<String> expected = new ArrayList<>();
        vector.get("events").forEach(event -> expected.add(event.asText()));
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        Events events = new Events();
        vector.get("messages").forEach(message -> feed(decoder, message.asText(), events));

        assertThat(events.lines).isEqualTo(expected);

        // whatever it was, the next message is read again
        events.lines.clear();
        StateUuid uuid = StateUuid.parse("0f869a64-0200-0a9b-ffffd4c75dbaf53c").orElseThrow();
        decoder.binary(Wire.header(2, 24), events);
        decoder.binary(Wire.values(uuid, 7), events);
        assertThat(events.lines).containsExactly("value " + uuid + " 7.0");
    }

    private static void feed(FrameDecoder decoder, String message, Events events) {
        if (message.startsWith("TEXT:")) {
            decoder.text(message.substring(5), events);
        } else {
            decoder.binary(Wire.hex(message), events);
        }
    }
}
