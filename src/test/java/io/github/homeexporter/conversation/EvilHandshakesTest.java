package io.github.homeexporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.conversation.ClientSocket.BrokenSocket;
import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.WebSocketPeer;
import io.github.homeexporter.net.NetworkFaults;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers that answer without end: little of it is taken, and the socket is closed. */
class EvilHandshakesTest {
    /** What the sockets of both sides may hold, and then some. */
    private static final long MOST_TAKEN = 16L << 20;

    private static final byte[] MORE = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private LoopbackServer server;

    @AfterEach
    void end() throws IOException {
        workers.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
        server.close();
    }

    /** Sends the beginning, then the same over and over until the client is gone. */
    private CompletableFuture<ClientSocket> askOneThatSays(boolean upgraded, byte[] begin, byte[] again)
            throws IOException {
        server = new LoopbackServer("evil", 0, peer -> {
            if (upgraded) {
                peer.upgrade("");
            }
            peer.frames(begin);
            while (sent.addAndGet(again.length) < 10 * MOST_TAKEN) {
                peer.frames(again);
            }
        });
        Call call = new Call(
                URI.create("ws://127.0.0.1:" + server.port() + "/"),
                HttpClient.newHttpClient(),
                "",
                new Talk(Duration.ofMinutes(1)));
        return ClientSocket.open(call, loops, workers, Duration.ofSeconds(20), new Notes());
    }

    private final class Notes implements ClientSocket.Listener {
        @Override
        public void onOpen(ClientSocket socket) {
            told.add("open");
        }

        @Override
        public void onText(String message) {
            told.add("text of " + message.length());
        }

        @Override
        public void onBinary(ByteBuffer message) {
            told.add("binary of " + message.remaining());
        }

        @Override
        public void onClose(int code, String reason) {
            told.add("close " + code);
        }

        @Override
        public void onError(Throwable error) {
            told.add(BrokenSocket.fault(error, Talk.LONGEST).reason());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK\\r\\n\\r\\n                                        | answered HTTP 200
            HTTP/1.1 401 No\\r\\nContent-Length: 99999999999\\r\\n\\r\\n       | answered HTTP 401
            HTTP/1.1 403 No\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n9;      | answered HTTP 403
            HTTP/1.1 200                                                        | does not speak HTTP
            HTTP/1.1 101 Switching Protocols\\r\\nUpgrade:                      | does not speak HTTP
            SSH-2.0-OpenSSH_9.2\\r\\n                                           | does not speak HTTP
            """)
    void an_answer_without_end_is_read_as_far_as_it_says_something(String begin, String sentence) throws Exception {
        CompletableFuture<ClientSocket> open = askOneThatSays(
                false, begin.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII), MORE);
        Throwable failure = catchThrowable(() -> open.get(30, TimeUnit.SECONDS));
        assertThat(NetworkFaults.of(failure).sentence()).contains(sentence);
        await().atMost(Duration.ofSeconds(30)).until(() -> server.open() == 0);
        assertThat(sent.get()).isLessThan(MOST_TAKEN);
        assertThat(told).isEmpty();
    }

    @Test
    void headers_without_end_are_no_handshake() throws Exception {
        CompletableFuture<ClientSocket> open = askOneThatSays(
                false,
                "HTTP/1.1 101 Switching Protocols\r\n".getBytes(StandardCharsets.US_ASCII),
                ("Set-Cookie: " + "y".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        Throwable failure = catchThrowable(() -> open.get(30, TimeUnit.SECONDS));
        assertThat(NetworkFaults.of(failure).sentence()).contains("does not speak HTTP");
        await().atMost(Duration.ofSeconds(30)).until(() -> server.open() == 0);
        assertThat(sent.get()).isLessThan(MOST_TAKEN);
    }

    @Test
    void a_frame_that_announces_too_much_ends_the_socket_before_it_comes() throws Exception {
        byte[] header = ByteBuffer.allocate(10)
                .put((byte) 0x82)
                .put((byte) 127)
                .putLong(1L << 40)
                .array();
        askOneThatSays(true, header, MORE).get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30)).until(() -> server.open() == 0);
        await().until(() -> told.contains("oversized"));
        assertThat(sent.get()).isLessThan(MOST_TAKEN);
        assertThat(told).containsExactly("open", "oversized");
    }

    @Test
    void parts_of_a_message_without_end_are_kept_up_to_the_cap() throws Exception {
        byte[] begin = WebSocketPeer.frame(2, new byte[1]);
        begin[0] = 2;
        byte[] part = WebSocketPeer.frame(WebSocketPeer.CONTINUATION, new byte[1_000]);
        part[0] = 0;
        askOneThatSays(true, begin, part).get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30)).until(() -> told.contains("oversized"));
        assertThat(told).containsExactly("open", "oversized");
    }

    @Test
    void pings_without_end_leave_room_for_messages() throws Exception {
        byte[] ping = WebSocketPeer.frame(WebSocketPeer.PING, new byte[100]);
        byte[] many = new byte[ping.length * 100];
        for (int i = 0; i < many.length; i += ping.length) {
            System.arraycopy(ping, 0, many, i, ping.length);
        }
        byte[] text = WebSocketPeer.frame(WebSocketPeer.TEXT, new byte[] {'a'});
        byte[] again = Arrays.copyOf(many, many.length + text.length);
        System.arraycopy(text, 0, again, many.length, text.length);
        ClientSocket socket = askOneThatSays(true, new byte[0], again).get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> told.stream().filter("text of 1"::equals).count() > 100);
        socket.abort();
        await().until(() -> server.open() == 0);
    }
}
