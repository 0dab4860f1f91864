package io.github.homeexporter.tapo;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.tape.Frames;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugSession;
import io.github.homeexporter.tapo.plug.Setup.PlugEar;
import io.github.homeexporter.tapo.wire.PlugTransport.WireRequest;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.XorTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries requests to plugs and their answers back, for all plugs of a route on a few threads. */
final class PlugWire {
    /** In bytes: a strip with many sockets stays below 32 KiB. */
    static final int LONGEST_BODY = 256 * 1024;

    private final HttpClient http;
    private final TcpFrames frames;
    private final Duration timeout;

    PlugWire(Duration timeout, Executor pool) throws IOException {
        this.timeout = timeout;
        // shorter, so that one that is not there is told from one that does not answer
        Duration connecting = timeout.multipliedBy(4).dividedBy(5);
        // plugs know nothing of the upgrade to HTTP/2 that the client would offer
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connecting)
                .executor(pool)
                .build();
        this.frames = new TcpFrames(pool, connecting);
    }

    CompletableFuture<WireResponse> send(PlugAddress to, WireRequest request) {
        if (Frames.isReplay()) {
            return PlugFrames.replayed(to, request);
        }
        int port = to.portFor(request.framed(), request.port());
        return request.framed()
                ? inTime(frames.exchange(to.host(), port, request.body()), WireResponse::new)
                : inTime(
                        post("http://" + to.host() + ":" + port + request.path(), request),
                        answer -> new WireResponse(
                                answer.statusCode(),
                                answer.headers().firstValue("Set-Cookie").orElse(""),
                                answer.body()));
    }

    private CompletableFuture<HttpResponse<byte[]>> post(String to, WireRequest request) {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(to))
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(post::setHeader);
        return http.sendAsync(post.build(), SmallBody.bytes(LONGEST_BODY));
    }

    /** A copy of the future gets the deadline: the request's own timeout ends with the answer's head. */
    private <T> CompletableFuture<WireResponse> inTime(
            CompletableFuture<T> sending, Function<T, WireResponse> response) {
        CompletableFuture<T> bounded = sending.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        var unused = bounded.whenComplete((answer, failure) -> {
            if (failure != null) {
                sending.cancel(true);
            }
        });
        return bounded.thenApply(response);
    }

    void close() {
        frames.close();
    }

    /** What it means for the plug that a request failed. */
    static TransportFault fault(Throwable failure) {
        Fault known = NetworkFaults.of(failure);
        return switch (known.reason()) {
            case NetworkFaults.TIMEOUT ->
                unreachable(
                        "timeout",
                        NetworkFaults.isUnopened(failure)
                                ? "no answer in time; is the plug powered and in reach of the Wi-Fi?"
                                : "the plug takes the connection but does not answer; if it stays, switch it off and"
                                        + " on");
            case NetworkFaults.REFUSED ->
                unreachable(known.reason(), "connection refused; is it the address of a plug?");
            case NetworkFaults.UNKNOWN_HOST, NetworkFaults.UNREACHABLE -> unreachable(known.reason(), known.sentence());
            default ->
                NetworkFaults.isUnopened(failure)
                        ? unreachable(NetworkFaults.REFUSED, known.sentence())
                        : unreachable(PlugSession.LOST, "the plug closed the connection before its answer was whole");
        };
    }

    private static TransportFault unreachable(String reason, String sentence) {
        return new TransportFault(TransportFault.Kind.UNREACHABLE, reason, sentence);
    }

    /** What one plug is asked and answers, before it is encrypted and after. */
    record PlugFrames(String plug) implements PlugEar {
        private static final Frames FRAMES = Frames.of(TapoEndpoint.KIND);
        private static final Pattern OF_THE_MOMENT =
                Pattern.compile(",\"request_time_milis\":\\d+|,\"terminal_uuid\":\"[^\"]*\"");

        /** Without what is another in every question. */
        private static String lasting(String question) {
            return OF_THE_MOMENT.matcher(question).replaceAll("");
        }

        @Override
        public void asked(String json) {
            FRAMES.sent(plug, lasting(json));
        }

        @Override
        public void answered(String json) {
            FRAMES.received(plug, json);
        }

        @Override
        public boolean plays() {
            return Frames.isReplay();
        }

        /** The plug's answer by the recording; a question that it never had is one to a plug that is not there. */
        static CompletableFuture<WireResponse> replayed(PlugAddress to, WireRequest request) {
            String question = new String(request.body(), StandardCharsets.UTF_8);
            return FRAMES.answer(to.toString(), lasting(question))
                    .map(answer -> CompletableFuture.completedFuture(
                            new WireResponse(answer.getBytes(StandardCharsets.UTF_8))))
                    .orElseGet(() -> CompletableFuture.failedFuture(new ConnectException("not in the recording")));
        }
    }

    /** Exchanges frames with Kasa plugs on TCP, one connection for each: old firmware forgets connections that stay open. */
    private static final class TcpFrames {
        private static final Logger LOG = LoggerFactory.getLogger(TcpFrames.class);

        private final AsynchronousChannelGroup group;
        private final Executor pool;
        private final Duration connecting;

        /** @param connecting how long a connection may take to come about */
        TcpFrames(Executor pool, Duration connecting) throws IOException {
            this.pool = pool;
            this.connecting = connecting;
            this.group = AsynchronousChannelGroup.withFixedThreadPool(1, task -> {
                Thread thread = new Thread(task, "tapo-frames");
                thread.setDaemon(true);
                return thread;
            });
        }

        /** @param body without its length; so is the answer's. Cancelling the future closes the connection. */
        CompletableFuture<byte[]> exchange(String host, int port, byte[] body) {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            pool.execute(() -> connect(host, port, body, answer));
            return answer;
        }

        private void connect(String host, int port, byte[] body, CompletableFuture<byte[]> answer) {
            try {
                InetSocketAddress address = new InetSocketAddress(host, port);
                if (address.isUnresolved()) {
                    throw new UnknownHostException(host);
                }
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group);
                var unused = answer.whenComplete((a, failure) -> close(channel));
                CompletableFuture<Void> connected = new CompletableFuture<>();
                var unusedLate = connected
                        .orTimeout(connecting.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(failure -> {
                            answer.completeExceptionally(new HttpConnectTimeoutException("no connection in time"));
                            return null;
                        });
                channel.connect(address, null, step(answer, done -> {
                    connected.complete(null);
                    write(channel, ByteBuffer.wrap(XorTransport.framed(body)), answer);
                }));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        private static void write(
                AsynchronousSocketChannel channel, ByteBuffer frame, CompletableFuture<byte[]> answer) {
            channel.write(frame, null, step(answer, written -> {
                if (frame.hasRemaining()) {
                    write(channel, frame, answer);
                } else {
                    readHead(channel, new byte[XorTransport.HEAD], answer);
                }
            }));
        }

        private static void readHead(AsynchronousSocketChannel channel, byte[] head, CompletableFuture<byte[]> answer) {
            read(channel, ByteBuffer.wrap(head), answer, () -> {
                int length = XorTransport.length(head);
                if (length < 1 || length > LONGEST_BODY) {
                    answer.completeExceptionally(new IOException("a frame of " + length + " bytes"));
                } else {
                    byte[] body = new byte[length];
                    read(channel, ByteBuffer.wrap(body), answer, () -> answer.complete(body));
                }
            });
        }

        private static void read(
                AsynchronousSocketChannel channel, ByteBuffer into, CompletableFuture<byte[]> answer, Runnable whole) {
            channel.read(into, null, step(answer, count -> {
                if (count < 0) {
                    answer.completeExceptionally(new IOException("closed before the answer was whole"));
                } else if (into.hasRemaining()) {
                    read(channel, into, answer, whole);
                } else {
                    whole.run();
                }
            }));
        }

        private static <T> CompletionHandler<T, Void> step(
                CompletableFuture<byte[]> answer, java.util.function.Consumer<T> then) {
            return new CompletionHandler<>() {
                @Override
                public void completed(T result, Void attachment) {
                    try {
                        then.accept(result);
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                }

                @Override
                public void failed(Throwable failure, Void attachment) {
                    answer.completeExceptionally(failure);
                }
            };
        }

        private static void close(AsynchronousSocketChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("already closed: {}", e.getMessage());
            }
        }

        void close() {
            try {
                group.shutdownNow();
            } catch (IOException e) {
                LOG.debug("connections not closed: {}", e.getMessage());
            }
        }
    }
}
