package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.net.WebSocketPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** WebSocket frames as peers send them, good and bad. */
class ConversationFramesTest extends TalkingRoute {
    @Test
    void a_ping_is_answered() throws Exception {
        serve(peer -> {
            peer.send(true, WebSocketPeer.PING, "there?".getBytes(StandardCharsets.US_ASCII));
            peer.sendText("a");
            hearOut(peer);
        });
        await().until(() -> heard.contains(WebSocketPeer.PONG + " there?"));
    }

    @Test
    void parts_are_put_together_characters_cut_in_two_too() throws Exception {
        serve(peer -> {
            peer.sendFragmented("Wärmepumpe für 20 °C", 1);
            peer.send(false, WebSocketPeer.BINARY, new byte[3]);
            peer.send(true, WebSocketPeer.CONTINUATION, new byte[4]);
            hearOut(peer);
        });
        await().until(() -> said.size() == 2);
        assertThat(said).containsExactly("Wärmepumpe für 20 °C", "binary 7");
    }

    @Test
    void a_message_over_the_cap_ends_the_connection_and_is_not_put_together() throws Exception {
        serve(peer -> {
            peer.sendText("x".repeat(Talk.LONGEST));
            for (int i = 0; i < 30; i++) {
                peer.send(false, i == 0 ? WebSocketPeer.TEXT : WebSocketPeer.CONTINUATION, new byte[1_000]);
            }
            hearOut(peer);
        });
        awaitDown("longer than " + Talk.LONGEST + " bytes");
        assertThat(said.get(0)).hasSize(Talk.LONGEST);
        assertThat(said).allMatch(text -> text.length() == Talk.LONGEST);
    }

    @Test
    void invalid_utf_8_is_said_so() throws Exception {
        serve(peer -> {
            peer.send(true, WebSocketPeer.TEXT, new byte[] {'a', (byte) 0xe4, 'b'});
            hearOut(peer);
        });
        awaitDown("a text message is not valid UTF-8");
    }

    @Test
    void what_is_no_frame_is_said_so() throws Exception {
        serve(peer -> {
            peer.send(true, 3, new byte[1]);
            hearOut(peer);
        });
        awaitDown("not a WebSocket frame: ");
        await("and it tries again").until(() -> server.accepted() > 1);
    }

    @Test
    void a_polite_close_is_answered_and_told_with_its_status() throws Exception {
        serve(peer -> {
            peer.sendText("a");
            peer.sendClose(1001);
            hearOut(peer);
        });
        awaitDown("the device closed the connection (1001)");
        assertThat(closes).isNotEmpty().containsOnly(1000);
        await("and it tries again").until(() -> server.accepted() > 3);
        assertThat(server.mostOpen()).isEqualTo(1);
    }
}
