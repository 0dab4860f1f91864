package io.github.homeexporter.loxone.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.Events;
import io.github.homeexporter.loxone.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final StateUuid SENTINEL =
            StateUuid.parse("0f869a64-0200-0a9b-ffffd4c75dbaf53c").orElseThrow();

    private final FrameDecoder decoder = new FrameDecoder(1_000_000);
    private final Events events = new Events();

    @Test
    void text_behind_its_header_is_passed_on() {
        decoder.binary(Wire.header(0, Wire.utf8("grün 𝄞 €")), events);
        decoder.text("grün 𝄞 €", events);
        assertThat(events.lines).containsExactly("text grün 𝄞 €");
    }

    @Test
    void text_of_another_length_is_counted_and_passed_on() {
        decoder.binary(Wire.header(0, 99), events);
        decoder.text("answer", events);
        assertThat(events.lines).containsExactly("irregular length_mismatch", "text answer");
    }

    @Test
    void text_behind_an_estimated_header_may_be_of_any_length() {
        decoder.binary(Wire.header(0, 0x80, 99), events);
        decoder.text("answer", events);
        assertThat(events.lines).containsExactly("text answer");
    }

    @Test
    void text_without_header_is_counted_and_passed_on() {
        decoder.text("answer", events);
        assertThat(events.lines).containsExactly("irregular orphan_payload", "text answer");
    }

    @Test
    void binary_where_text_is_due_is_dropped() {
        decoder.binary(Wire.header(0, 24), events);
        decoder.binary(Wire.values(SENTINEL, 1), events);
        assertThat(events.lines).containsExactly("irregular kind_mismatch");
    }

    @Test
    void file_of_eight_bytes_that_looks_like_a_header_is_a_file() {
        decoder.binary(Wire.header(1, 8), events);
        decoder.binary(Wire.header(2, 24), events);
        assertThat(events.lines).containsExactly("file 8");
    }

    @Test
    void empty_message_where_a_header_is_due_is_a_bad_header() {
        decoder.binary(ByteBuffer.allocate(0), events);
        assertThat(events.lines).containsExactly("irregular bad_header");
    }

    @Test
    void empty_message_where_a_payload_is_due_is_a_length_mismatch() {
        decoder.binary(Wire.header(2, 24), events);
        decoder.binary(ByteBuffer.allocate(0), events);
        assertThat(events.lines).containsExactly("irregular length_mismatch");
    }

    @Test
    void position_in_a_larger_buffer_does_not_matter() {
        ByteBuffer shifted = ByteBuffer.allocate(40).position(8);
        shifted.put(Wire.values(SENTINEL, 4.5)).flip().position(8);
        decoder.binary(Wire.header(2, 24), events);
        decoder.binary(shifted.asReadOnlyBuffer(), events);
        assertThat(events.lines).containsExactly("value " + SENTINEL + " 4.5");
    }

    @Property(tries = 2000)
    void any_messages_neither_throw_nor_hide_what_follows(
            @ForAll @Size(max = 12) List<@Size(max = 120) byte[]> messages, @ForAll @IntRange(max = 12) int texts) {
        FrameDecoder fresh = new FrameDecoder(1_000_000);
        Events seen = new Events();
        for (int i = 0; i < messages.size(); i++) {
            if (i == texts) {
                fresh.text("between", seen);
            }
            fresh.binary(ByteBuffer.wrap(messages.get(i)), seen);
        }
        assertSentinelArrives(fresh, seen);
    }

    @Property(tries = 2000)
    void any_table_under_a_right_header_neither_throws_nor_hides_what_follows(
            @ForAll @IntRange(min = 1, max = 7) int kind, @ForAll @Size(min = 1, max = 400) byte[] table) {
        FrameDecoder fresh = new FrameDecoder(1_000_000);
        Events seen = new Events();
        fresh.binary(Wire.header(kind, table.length), seen);
        fresh.binary(ByteBuffer.wrap(table), seen);
        assertSentinelArrives(fresh, seen);
    }

    private static void assertSentinelArrives(FrameDecoder decoder, Events seen) {
        // at most one payload can be due; an exact header takes its place
        decoder.binary(Wire.header(2, 24), seen);
        decoder.binary(Wire.header(2, 24), seen);
        decoder.binary(Wire.values(SENTINEL, 42), seen);
        assertThat(seen.lines).last().isEqualTo("value " + SENTINEL + " 42.0");
    }
}
