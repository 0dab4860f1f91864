package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.LoxoneAddress.Way;
import io.github.homeexporter.loxone.login.Answer.ApiInfo;
import io.github.homeexporter.loxone.login.SessionCipher;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.tape.Frames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What is asked by HTTP before a connection, one question after the other, no thread waiting for an answer. */
final class Questions {
    private static final Frames FRAMES = Frames.of("loxone");
    /** Beside the conversation of the device, which has its name. */
    private static final String QUESTIONS = "http";

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST = 64 * 1024;

    private final LoxoneSession session;
    private volatile CompletableFuture<?> asked;
    private volatile boolean cancelled;

    Questions(LoxoneSession session) {
        this.session = session;
    }

    /** What was answered, whoever did. */
    record Answer(int status, String body) {}

    /** The answer is somewhere else; empty when it says nowhere. */
    static final class Moved extends Exception {
        final transient Optional<URI> to;
        /** The question that led here. */
        final String asked;

        Moved(Optional<URI> to, String asked) {
            super("redirected");
            this.to = to;
            this.asked = asked;
        }
    }

    /** What the Miniserver says of itself; one that says nothing usable is taken for a new one. */
    CompletableFuture<Void> describe(HttpClient http, Way way) {
        return ask(http, way, "jdev/cfg/apiKey")
                .thenCompose(answer -> {
                    Optional<ApiInfo> info = info(answer);
                    return info.isPresent()
                            ? CompletableFuture.completedFuture(info)
                            : ask(http, way, "jdev/cfg/api").thenApply(Questions::info);
                })
                .thenAccept(info -> info.ifPresent(session::describe));
    }

    private static Optional<ApiInfo> info(Answer answer) {
        return answer.status() / 100 == 2 ? ApiInfo.parse(answer.body()) : Optional.empty();
    }

    /** The Miniserver's key, unless it is known or not needed. */
    CompletableFuture<Void> publicKey(HttpClient http, Way way) {
        if (!session.needsPublicKey()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(http, way, "jdev/sys/getPublicKey").thenCompose(answer -> {
            try {
                session.publicKey(SessionCipher.publicKey(answer.body()));
                return CompletableFuture.completedFuture(null);
            } catch (GeneralSecurityException e) {
                String status = answer.status() / 100 == 2
                        ? ""
                        : ", but with HTTP " + answer.status() + "; is this a Miniserver, and the path the right one?";
                return CompletableFuture.failedFuture(
                        new FaultException(new Fault("no_public_key", e.getMessage() + status)));
            }
        });
    }

    /** Where a Miniserver is, of Loxone's Cloud DNS. */
    CompletableFuture<Answer> cloud(HttpClient http, URI question) {
        return send(http, question).thenApply(answer -> new Answer(answer.statusCode(), answer.body()));
    }

    private CompletableFuture<Answer> ask(HttpClient http, Way way, String question) {
        if (Frames.isReplay()) {
            return CompletableFuture.completedFuture(
                    new Answer(200, FRAMES.answer(QUESTIONS, question).orElse("")));
        }
        return send(http, way.http(question))
                .thenCompose(answer -> taken(answer, question))
                .whenComplete((answer, failure) -> {
                    if (answer != null) {
                        FRAMES.sent(QUESTIONS, question);
                        FRAMES.received(QUESTIONS, answer.body());
                    }
                });
    }

    private CompletableFuture<HttpResponse<String>> send(HttpClient http, URI question) {
        HttpRequest request = HttpRequest.newBuilder(question).timeout(WITHIN).build();
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, SmallBody.text(LONGEST));
        asked = exchange;
        if (cancelled) {
            exchange.cancel(true);
        }
        // the request's own timeout ends with the head of the answer
        return exchange.copy()
                .orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                });
    }

    private CompletableFuture<Answer> taken(HttpResponse<String> answer, String question) {
        int status = answer.statusCode();
        Fault refused = session.unasked(status, answer.body());
        if (refused != null) {
            return CompletableFuture.failedFuture(new FaultException(refused));
        }
        if (status / 100 == 3) {
            return CompletableFuture.failedFuture(new Moved(location(answer), question));
        }
        return CompletableFuture.completedFuture(new Answer(status, answer.body()));
    }

    private static Optional<URI> location(HttpResponse<String> answer) {
        try {
            return answer.headers().firstValue("Location").map(answer.uri()::resolve);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    void cancel() {
        cancelled = true;
        CompletableFuture<?> last = asked;
        if (last != null) {
            last.cancel(true);
        }
    }
}
