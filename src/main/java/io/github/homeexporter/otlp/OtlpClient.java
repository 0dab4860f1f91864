package io.github.homeexporter.otlp;

import io.github.homeexporter.net.tls.Pem;
import io.github.homeexporter.otlp.ReceiverAnswer.GrpcAnswer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Sends requests, one at a time. On an event loop of its own, so that no receiver ever slows the pages that are served. */
final class OtlpClient implements AutoCloseable {
    private final OtlpOptions options;
    private final OtlpAddress address;
    private final Clock clock;
    private Vertx vertx;
    private HttpClient client;

    OtlpClient(OtlpOptions options, Clock clock) {
        this.options = options;
        this.address = options.address();
        this.clock = clock;
    }

    /**
     * One attempt. An unusable connection or file is an outcome, too.
     *
     * @throws InterruptedException when the program stops
     */
    SendOutcome send(byte[] message, HeaderList headers, long timeoutNanos) throws InterruptedException {
        AtomicReference<HttpClientRequest> request = new AtomicReference<>();
        SendOutcome outcome;
        try {
            ReceiverAnswer answer = post(message, headers, timeoutNanos, request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeoutNanos, TimeUnit.NANOSECONDS);
            outcome = address.grpc() ? GrpcAnswer.outcome(answer) : answer.overHttp(clock.instant());
        } catch (TimeoutException e) {
            outcome = SendOutcome.late(address, timeoutNanos);
        } catch (ExecutionException e) {
            outcome = SendOutcome.of(e.getCause(), address);
        } catch (RuntimeException e) {
            outcome = SendOutcome.of(e, address);
        } finally {
            HttpClientRequest made = request.get();
            if (made != null) {
                made.reset();
            }
        }
        if (outcome.code() < 0) {
            // a connection that answers no more, a certificate that was renewed: the next attempt begins anew
            forget();
        }
        return outcome.with(headers.masked(outcome.sentence()));
    }

    private Future<ReceiverAnswer> post(
            byte[] message, HeaderList headers, long timeoutNanos, AtomicReference<HttpClientRequest> made) {
        HttpClient to = client();
        byte[] body = options.gzip() ? gzip(message) : message;
        Buffer content = Buffer.buffer(address.grpc() ? GrpcAnswer.frame(body, options.gzip()) : body);
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(timeoutNanos));
        // by the system's resolver, which knows /etc/hosts and .local names; Vert.x' own does not
        return vertx.executeBlocking(() -> InetAddress.getByName(address.host()), false)
                .compose(ip -> to.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setSsl(address.tls())
                        .setHost(address.host())
                        .setPort(address.port())
                        .setServer(SocketAddress.inetSocketAddress(address.port(), ip.getHostAddress()))
                        .setURI(address.path())
                        .setConnectTimeout(millis)))
                .compose(request -> {
                    made.set(request);
                    headers.values().forEach(request::putHeader);
                    describe(request, millis);
                    return request.send(content).compose(OtlpClient::read);
                });
    }

    private void describe(HttpClientRequest request, long millis) {
        request.putHeader("user-agent", "home-exporter/" + ResourceOptions.PROGRAM_VERSION);
        if (address.grpc()) {
            request.putHeader("content-type", "application/grpc")
                    .putHeader("te", "trailers")
                    .putHeader("grpc-timeout", Math.min(millis, 99_999_999) + "m");
            if (options.gzip()) {
                request.putHeader("grpc-encoding", "gzip");
            }
        } else {
            request.putHeader("content-type", "application/x-protobuf");
            if (options.gzip()) {
                request.putHeader("content-encoding", "gzip");
            }
        }
    }

    private static Future<ReceiverAnswer> read(HttpClientResponse response) {
        Promise<ReceiverAnswer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() < ReceiverAnswer.MOST_BYTES) {
                body.appendBuffer(part, 0, Math.min(part.length(), ReceiverAnswer.MOST_BYTES - body.length()));
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> {
            Map<String, String> headers = new HashMap<>();
            add(response.headers(), headers);
            add(response.trailers(), headers);
            answer.tryComplete(new ReceiverAnswer(response.statusCode(), headers, body.getBytes()));
        });
        return answer.future();
    }

    private static void add(MultiMap from, Map<String, String> to) {
        from.forEach(entry -> to.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private synchronized HttpClient client() {
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(2)
                    .setInternalBlockingPoolSize(1)
                    // no cache folder under /tmp, which may be read-only
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        if (client == null) {
            HttpClientOptions http = new HttpClientOptions().setMaxPoolSize(1).setHttp2MaxPoolSize(1);
            if (address.grpc()) {
                http.setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setUseAlpn(address.tls());
            }
            if (address.tls()) {
                tls(http.setSsl(true).setVerifyHost(true));
            }
            client = vertx.createHttpClient(http);
        }
        return client;
    }

    private void tls(HttpClientOptions http) {
        if (options.tlsCa() != null) {
            TrustManagerFactory trust = Pem.trust("otel.tls-ca", options.tlsCa());
            http.setTrustOptions(TrustOptions.wrap(trust.getTrustManagers()[0]));
        }
        if (options.tlsCert() != null) {
            KeyManagerFactory own = Pem.identity("otel.tls-cert", options.tlsCert(), "otel.tls-key", options.tlsKey());
            http.setKeyCertOptions(KeyCertOptions.wrap((X509KeyManager) own.getKeyManagers()[0]));
        }
    }

    private synchronized void forget() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    @Override
    public synchronized void close() {
        forget();
        if (vertx != null) {
            vertx.close();
            vertx = null;
        }
    }
}
