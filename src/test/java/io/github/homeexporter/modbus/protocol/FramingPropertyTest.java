package io.github.homeexporter.modbus.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.protocol.Request.Reply.MalformedReply;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the answer to a question: words, a refusal, or that it is malformed. */
class FramingPropertyTest {
    @Provide
    Arbitrary<byte[]> pdus() {
        return Garbage.bytes("modbus-pdus", new byte[] {3, 4, 0, 1, 0, 2});
    }

    @Provide
    Arbitrary<byte[]> frames() {
        return Garbage.bytes("modbus-frames", new byte[] {0, 1, 0, 0, 0, 7, 1, 3, 4, 0, 1, 0, 2});
    }

    @Property
    void an_answer_has_the_words_that_were_asked_for_or_none(@ForAll("pdus") byte[] pdu) {
        try {
            Reply reply = new Request(1, 3, 0, 2, new short[0]).reply(pdu);
            assertThat(reply.isRefused() || reply.words().length == 2).isTrue();
        } catch (MalformedReply e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    @Property
    void a_frame_has_a_length_within_the_bound_or_is_malformed(@ForAll("frames") byte[] frame) {
        for (Framing framing : Framing.values()) {
            if (frame.length < framing.counted()) {
                continue;
            }
            try {
                assertThat(framing.length(frame)).isBetween(0, Framing.MAX_FRAME);
            } catch (MalformedReply e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }
}
