package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.ApiInfo;
import io.github.homeexporter.loxone.login.PublicKeys;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import io.github.homeexporter.net.SmallBody;
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
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST = 64 * 1024;

    private final LoxoneAddress address;
    private final LoxoneSession session;
    private volatile CompletableFuture<?> asked;
    private volatile boolean cancelled;

    Questions(LoxoneAddress address, LoxoneSession session) {
        this.address = address;
        this.session = session;
    }

    /** What the Miniserver says of itself; one that says nothing usable is taken for a new one. */
    CompletableFuture<Void> describe(HttpClient http, boolean secure) {
        return ask(http, secure, "jdev/cfg/apiKey")
                .thenCompose(answer -> {
                    Optional<ApiInfo> info = info(answer);
                    return info.isPresent()
                            ? CompletableFuture.completedFuture(info)
                            : ask(http, secure, "jdev/cfg/api").thenApply(Questions::info);
                })
                .thenAccept(info -> info.ifPresent(session::describe));
    }

    private static Optional<ApiInfo> info(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2 ? ApiInfo.parse(answer.body()) : Optional.empty();
    }

    /** The Miniserver's key, unless it is known or not needed. */
    CompletableFuture<Void> publicKey(HttpClient http, boolean secure) {
        if (!session.needsPublicKey()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(http, secure, "jdev/sys/getPublicKey").thenCompose(answer -> {
            try {
                session.publicKey(PublicKeys.parse(answer.body()));
                return CompletableFuture.completedFuture(null);
            } catch (GeneralSecurityException e) {
                return CompletableFuture.failedFuture(
                        new FaultException(new Fault("no_public_key", String.valueOf(e.getMessage()))));
            }
        });
    }

    private CompletableFuture<HttpResponse<String>> ask(HttpClient http, boolean secure, String path) {
        HttpRequest request = HttpRequest.newBuilder(address.http(secure, path))
                .timeout(WITHIN)
                .build();
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
                })
                .thenCompose(this::unlessRefused);
    }

    private CompletableFuture<HttpResponse<String>> unlessRefused(HttpResponse<String> answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 401, 403, 429, 503 ->
                CompletableFuture.failedFuture(new FaultException(session.refused(status, answer.body())));
            default -> CompletableFuture.completedFuture(answer);
        };
    }

    void cancel() {
        cancelled = true;
        CompletableFuture<?> last = asked;
        if (last != null) {
            last.cancel(true);
        }
    }
}
