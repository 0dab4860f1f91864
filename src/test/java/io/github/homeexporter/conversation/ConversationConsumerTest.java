package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against small servers that do what a test wants, on real sockets. */
class ConversationConsumerTest extends TalkingRoute {
    private void awaitState(DeviceState state) {
        await().until(() -> status("talk").state() == state);
    }

    @Test
    void twenty_thousand_messages_come_in_order() throws Exception {
        // or a new connection would begin from 0 while the first one's messages are looked at
        serve(peer -> {
            for (int i = 0; i < 20_000; i++) {
                peer.sendText(String.valueOf(i));
            }
            peer.sendText("end");
            hearOut(peer);
        });
        await().until(() -> !said.isEmpty() && said.get(said.size() - 1).equals("end"));
        assertThat(List.copyOf(said).subList(0, 20_000))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
    }

    @Test
    void up_is_what_the_conversation_calls_ready_not_the_handshake() throws Exception {
        silence = Duration.ofMillis(300);
        serve(peer -> {
            peer.read();
            hearOut(peer);
        });
        awaitDown("nothing heard");
        assertThat(said).isEmpty();
        assertThat(status("talk").state()).isNotEqualTo(DeviceState.UP);
        await("and it tries again").until(() -> server.accepted() > 2);
        assertThat(server.mostOpen()).isEqualTo(1);
    }

    @Test
    void a_stopped_route_says_goodbye_and_closes_with_1000() throws Exception {
        serve(peer -> {
            peer.sendText("a");
            hearOut(peer);
        });
        awaitState(DeviceState.UP);
        context.getRouteController().stopRoute("talk");
        assertThat(status("talk").state()).isEqualTo(DeviceState.STOPPED);
        await().until(() -> !closes.isEmpty());
        assertThat(closes).containsExactly(1000);
        assertThat(heard).containsExactly("1 hello", "1 " + Talk.GOODBYE);
    }

    @Test
    void a_stopped_route_starts_again() throws Exception {
        serve(peer -> {
            peer.sendText("a");
            hearOut(peer);
        });
        for (int i = 0; i < 3; i++) {
            awaitState(DeviceState.UP);
            context.getRouteController().stopRoute("talk");
            await("stopping ends the connection").until(() -> server.open() == 0);
            said.clear();
            context.getRouteController().startRoute("talk");
            await().until(() -> said.contains("a"));
        }
        assertThat(server.mostOpen()).isEqualTo(1);
    }

    @Test
    void a_fault_in_the_program_starts_the_connection_anew() throws Exception {
        serve(peer -> {
            peer.sendText("throw");
            hearOut(peer);
        });
        awaitDown("a fault in the program: IllegalStateException");
        await().until(() -> server.accepted() > 1);
    }

    @Test
    void a_route_that_fails_keeps_the_connection_and_the_device_is_not_up() throws Exception {
        serve(peer -> {
            peer.sendText("fail");
            peer.read();
            peer.sendText("fail");
            hearOut(peer);
        });
        await().until(() -> said.size() >= 2);
        assertThat(status("talk").lastError()).isEqualTo("the route failed: the route has had enough");
        assertThat(status("talk").state()).isNotEqualTo(DeviceState.UP);
    }

    @Test
    void a_device_that_was_down_at_start_is_found_later() throws Exception {
        int port;
        try (LoopbackServer earlier = new LoopbackServer("earlier", 0, peer -> {})) {
            port = earlier.port();
        }
        listen("talk", port);
        awaitDown("connection refused");
        server = new LoopbackServer("peer", port, peer -> {
            peer.upgrade("");
            peer.sendText("at last");
            hearOut(peer);
        });
        await().until(() -> said.contains("at last"));
        awaitState(DeviceState.UP);
    }

    @Test
    void a_dead_device_does_not_touch_another() throws Exception {
        serve(peer -> {
            peer.sendText("a");
            while (said.size() < 50) {
                peer.sendText("b");
            }
            hearOut(peer);
        });
        try (LoopbackServer dead = new LoopbackServer("dead", 0, this::hearOut)) {
            listen("dead", dead.port());
            await().until(() -> status("dead").state() == DeviceState.DOWN);
            assertThat(status("dead").lastError()).isEqualTo("no answer while connecting");
            await().until(() -> said.size() >= 50);
            context.getRouteController().stopRoute("dead");
            await().until(() -> dead.open() == 0);
        }
    }
}
