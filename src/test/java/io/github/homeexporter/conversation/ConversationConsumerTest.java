package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against small servers that do what a test wants, on real sockets. */
class ConversationConsumerTest {
    private static final Timing QUICK = new Timing(
            Duration.ofMillis(500),
            Duration.ofMillis(400),
            Duration.ofMillis(10),
            Duration.ofMillis(60),
            Duration.ofMillis(20),
            Duration.ofMillis(200));

    private volatile Duration silence = Duration.ofMillis(300);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private LoopbackServer server;

    @BeforeEach
    void start() {
        context.disableJMX();
        context.addComponent("talk", new TalkComponent());
        context.start();
    }

    @AfterEach
    void end() throws IOException {
        context.stop();
        if (server != null) {
            await().until(() -> server.open() == 0);
            server.close();
        }
        await("no thread is left").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().contains("(" + context.getName() + ")")
                        && t.getName().contains("conversation")));
        assertThat(Talk.COLLISIONS).hasValue(0);
    }

    private final class TalkComponent extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException("only listens");
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    Dial dial = (device, http) -> CompletableFuture.completedFuture(
                            new Call(URI.create("ws://" + remaining + "/"), http, "", new Talk(silence)));
                    return new ConversationConsumer(this, processor, "talk", "", dial, QUICK);
                }
            };
        }
    }

    /** Answers the handshake, then does what the test wants. */
    private void serve(LoopbackServer.Session session) throws Exception {
        server = new LoopbackServer("peer", 0, peer -> {
            peer.upgrade("");
            session.talk(peer);
        });
        listen("talk", server.port());
    }

    private void listen(String id, int port) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("talk:127.0.0.1:" + port).routeId(id).process(e -> {
                    String text = ((Readings)
                                    e.getMessage().getBody(Batch.class).values())
                            .list()
                            .get(0)
                            .text();
                    said.add(text);
                    if (text.equals("fail")) {
                        throw new IllegalStateException("the route has had enough");
                    }
                });
            }
        });
    }

    /** Reads until the client leaves; answers its close. */
    private void hearOut(WebSocketPeer peer) throws IOException {
        while (true) {
            WebSocketPeer.Frame frame = peer.read();
            if (frame.opcode() == WebSocketPeer.CLOSE) {
                closes.add(frame.closeStatus());
                peer.sendClose(frame.closeStatus());
                return;
            }
            heard.add(frame.opcode() + " " + frame.text());
        }
    }

    private DeviceStatus status(String device) {
        return SamplesComponent.store(context).devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private void awaitState(DeviceState state) {
        await().until(() -> status("talk").state() == state);
    }

    private void awaitDown(String words) {
        await().untilAsserted(() -> assertThat(status("talk").lastError()).contains(words));
    }

    @Test
    void twenty_thousand_messages_come_in_order() throws Exception {
        // or a new connection would begin from 0 while the first one's messages are looked at
        silence = Duration.ofMinutes(1);
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
            said.clear();
            context.getRouteController().startRoute("talk");
            await().until(() -> said.contains("a"));
        }
        assertThat(server.mostOpen()).isEqualTo(1);
    }

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
