package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.conversation.Conversation.Dial;
import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.sample.Reading.Readings;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** A route with a conversation, and a server that does what the test wants. */
abstract class TalkingRoute {
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofMillis(10),
            Duration.ofMillis(60),
            Duration.ofMillis(20),
            Duration.ofMillis(200));
    volatile Duration silence = Duration.ofMinutes(1);
    final DefaultCamelContext context = new QuickContext();
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Integer> closes = new CopyOnWriteArrayList<>();
    LoopbackServer server;

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

    final class TalkComponent extends DefaultComponent {
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
    void serve(LoopbackServer.Session session) throws Exception {
        server = new LoopbackServer("peer", 0, peer -> {
            peer.upgrade("");
            session.talk(peer);
        });
        listen("talk", server.port());
    }

    void listen(String id, int port) throws Exception {
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
    void hearOut(WebSocketPeer peer) throws IOException {
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

    DeviceStatus status(String device) {
        return SamplesComponent.store(context).devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .orElseThrow();
    }

    void awaitDown(String words) {
        await().untilAsserted(() -> assertThat(status("talk").lastError()).contains(words));
    }
}
