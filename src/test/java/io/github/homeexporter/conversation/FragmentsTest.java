package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.conversation.ClientSocket.BrokenSocket;
import io.github.homeexporter.conversation.MessageFrames.Fragments;
import io.github.homeexporter.net.Fault;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private final Fragments fragments = new Fragments(10);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    @Test
    void bytes_are_whole_with_their_last_part() {
        assertThat(fragments.add(bytes("ab"), false)).isNull();
        assertThat(text(fragments.add(bytes("cd"), true))).isEqualTo("abcd");
        assertThat(text(fragments.add(bytes("ef"), true))).isEqualTo("ef");
    }

    @Test
    void what_does_not_fit_is_known_before_it_is_added() {
        assertThat(fragments.fits(10)).isTrue();
        assertThat(fragments.fits(11)).isFalse();
        fragments.add(bytes("123456"), false);
        assertThat(fragments.fits(4)).isTrue();
        assertThat(fragments.fits(5)).isFalse();
        assertThat(fragments.fits(Integer.MAX_VALUE)).isFalse();
        fragments.add(bytes("7890"), true);
        assertThat(fragments.fits(10)).as("a new message begins").isTrue();
    }

    @Test
    void bytes_may_fill_the_cap_to_the_last() {
        assertThat(fragments.add(bytes("1234567"), false)).isNull();
        assertThat(fragments.fits(3)).isTrue();
        assertThat(fragments.fits(4)).isFalse();
        assertThat(text(fragments.add(bytes("890"), true))).isEqualTo("1234567890");
    }

    @Test
    void a_long_message_leaves_nothing_behind_for_the_next() {
        Fragments large = new Fragments(1_000_000);
        String part = "x".repeat(90_000);
        assertThat(large.add(bytes(part), false)).isNull();
        assertThat(large.add(bytes(part), true).remaining()).isEqualTo(180_000);
        assertThat(large.add(bytes("a"), false)).isNull();
        assertThat(text(large.add(bytes("b"), true))).isEqualTo("ab");
    }

    @Test
    void what_broke_an_open_socket_is_told_apart() {
        assertThat(BrokenSocket.fault(new MalformedInputException(1), 9).reason())
                .isEqualTo("encoding");
        assertThat(BrokenSocket.fault(new CorruptedFrameException("unknown opcode: 3"), 9))
                .isEqualTo(new Fault("framing", "not a WebSocket frame: unknown opcode: 3"));
        assertThat(BrokenSocket.fault(
                        new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "too long"), 9))
                .isEqualTo(new Fault("oversized", "a message is longer than 9 bytes; not read"));
        assertThat(BrokenSocket.fault(new IOException("Connection reset"), 9))
                .isEqualTo(new Fault("broken", "the connection broke: Connection reset"));
        assertThat(BrokenSocket.fault(new IOException(), 9))
                .isEqualTo(new Fault("broken", "the connection broke: IOException"));
    }
}
