package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.ReceiverAnswer.GrpcAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;

/** Receives OTLP by HTTP or gRPC on a real socket and reads it with the OpenTelemetry project's own classes. */
final class Receiver implements AutoCloseable {
    /** What to answer; a null body hangs up, and a status below zero says nothing at all. */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        static Reply ok() {
            return new Reply(200, Map.of(), new byte[0]);
        }

        static Reply status(int status) {
            return new Reply(status, Map.of(), new byte[0]);
        }

        /** By gRPC: the status goes into the trailers. */
        static Reply grpc(int status, String message) {
            return new Reply(200, Map.of("grpc-status", String.valueOf(status), "grpc-message", message), new byte[0]);
        }

        static Reply hangUp() {
            return new Reply(200, Map.of(), null);
        }

        static Reply silence() {
            return new Reply(-1, Map.of(), null);
        }
    }

    /** @param at monotonic nanoseconds */
    record Received(String path, Map<String, String> headers, ExportMetricsServiceRequest request, long at) {}

    private final Vertx vertx = Vertx.vertx();
    private final HttpServerOptions options;
    private final boolean grpc;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile IntFunction<Reply> replies = n -> Reply.ok();
    private HttpServer server;
    private volatile int limit = Integer.MAX_VALUE;

    Receiver(boolean grpc, HttpServerOptions options) {
        this.grpc = grpc;
        this.options =
                options.setHost("127.0.0.1").setHttp2ClearTextEnabled(true).setUseAlpn(options.isSsl());
        listen(0);
    }

    static Receiver http() {
        return new Receiver(false, new HttpServerOptions());
    }

    static Receiver grpc() {
        return new Receiver(true, new HttpServerOptions());
    }

    /** @param replyTo the number of the request, from 0 */
    Receiver answering(IntFunction<Reply> replyTo) {
        replies = replyTo;
        return this;
    }

    int port() {
        return server.actualPort();
    }

    List<Received> received() {
        assertNothingWrong();
        return received;
    }

    private void assertNothingWrong() {
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.toString());
        }
    }

    /** Refuses what is larger, in bytes before compression. */
    void limit(int bytes) {
        limit = bytes;
    }

    /** Gone as if it were killed. */
    void kill() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Back at the port it had. */
    void restart() {
        listen(server.actualPort());
    }

    private void listen(int port) {
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(this::take)
                    .listen(port)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpServerRequest request) {
        request.bodyHandler(body -> {
            int number = received.size();
            try {
                received.add(new Received(request.path(), headers(request), parsed(request, body), System.nanoTime()));
            } catch (IOException | RuntimeException e) {
                faults.add(e.toString());
            }
            boolean tooLarge =
                    received.size() > number && received.get(number).request().getSerializedSize() > limit;
            Reply large = grpc
                    ? Reply.grpc(8, "grpc: received message larger than max (" + body.length() + " vs. " + limit + ")")
                    : Reply.status(413);
            answer(request.response(), request, tooLarge ? large : replies.apply(number));
        });
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(entry -> headers.put(entry.getKey(), entry.getValue()));
        return headers;
    }

    private ExportMetricsServiceRequest parsed(HttpServerRequest request, Buffer body) throws IOException {
        if (!grpc) {
            boolean gzip = "gzip".equals(request.getHeader(HttpHeaderNames.CONTENT_ENCODING));
            return ExportMetricsServiceRequest.parseFrom(plain(body.getBytes(), gzip));
        }
        if (body.getInt(1) != body.length() - 5) {
            throw new IOException("frame says " + body.getInt(1) + " of " + (body.length() - 5));
        }
        return ExportMetricsServiceRequest.parseFrom(plain(body.getBytes(5, body.length()), body.getByte(0) == 1));
    }

    private static byte[] plain(byte[] bytes, boolean gzip) {
        try {
            return gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpServerResponse response, HttpServerRequest request, Reply reply) {
        if (reply.status() < 0) {
            return;
        }
        if (reply.body() == null) {
            request.connection().close();
            return;
        }
        response.setStatusCode(reply.status());
        if (!grpc) {
            reply.headers().forEach(response::putHeader);
            response.end(Buffer.buffer(reply.body()));
            return;
        }
        response.putHeader("content-type", "application/grpc").setChunked(true);
        if (reply.status() == 200) {
            response.write(Buffer.buffer(GrpcAnswer.frame(reply.body(), false)));
            response.putTrailer("grpc-status", "0");
            reply.headers().forEach(response::putTrailer);
        }
        response.end();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
