package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.LoxoneAddress.Way;
import io.github.homeexporter.loxone.Questions.Moved;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.tls.PinnedTrust;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Finds the way to a Miniserver: asks the Cloud DNS where one is that is known by its serial number, follows redirects, and
 * tries TLS where plain HTTP is closed. Nothing of it needs a login.
 */
final class Approach {
    private static final int MOST_REDIRECTS = 4;
    private static final String ALLOW = "; loxone.encryption=auto allows that";

    private final LoxoneAddress configured;
    private final String cloudDns;
    private final BiFunction<HostPort, String, PinnedTrust> trust;
    private volatile Way tried;
    private Way secured;
    private HttpClient secureClient;

    /**
     * @param cloudDns where the Cloud DNS is, a URL; empty for Loxone's own
     * @param trust whom to believe at an address; the name is the one a verified certificate must bear, empty for the host
     */
    Approach(LoxoneAddress configured, String cloudDns, BiFunction<HostPort, String, PinnedTrust> trust) {
        this.configured = configured;
        this.cloudDns = cloudDns;
        this.trust = trust;
        this.tried = new Way(configured, false, "");
    }

    /** What was tried last, for the sentence of what went wrong. */
    Way tried() {
        return tried;
    }

    /** One that the Miniserver answers on; it has described itself. */
    CompletableFuture<Way> find(Questions questions, LoxoneSession session, HttpClient shared) {
        CompletableFuture<Way> start = configured.serial().isEmpty()
                ? CompletableFuture.completedFuture(new Way(configured, session.asksByTls(), ""))
                : byCloud(questions, session.settings().encryption(), shared);
        return start.thenCompose(way -> new Attempt(questions, session, shared).describe(way, 0));
    }

    private CompletableFuture<Way> byCloud(Questions questions, Encryption wanted, HttpClient shared) {
        String question = CloudDns.question(configured.serial());
        boolean loxones = cloudDns.isEmpty();
        URI first = loxones ? configured.http(true, question) : URI.create(cloudDns + "/" + question);
        CompletableFuture<Way> asked =
                questions.cloud(shared, first).thenCompose(answer -> placed(answer, wanted, true));
        CompletableFuture<Way> either = !loxones
                ? asked
                : orElse(
                        asked,
                        failure -> failure instanceof FaultException
                                ? CompletableFuture.failedFuture(failure)
                                : questions
                                        .cloud(shared, configured.http(false, question))
                                        .thenCompose(answer -> placed(answer, wanted, false)));
        return orElse(either, failure -> {
            Fault fault = NetworkFaults.of(failure);
            return failure instanceof FaultException
                    ? CompletableFuture.failedFuture(failure)
                    : failed(
                            fault.reason(),
                            "Loxone's Cloud DNS at " + first.getAuthority() + " cannot be asked: " + fault.sentence());
        });
    }

    private CompletableFuture<Way> placed(Questions.Answer answer, Encryption wanted, boolean believed) {
        try {
            return CompletableFuture.completedFuture(CloudDns.read(configured.serial(), answer.status(), answer.body())
                    .way(wanted, believed));
        } catch (FaultException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The shared one, or for TLS one with this Miniserver's idea of certificates: each client brings a thread. */
    synchronized HttpClient client(HttpClient shared, Way way) {
        if (!way.secure()) {
            return shared;
        }
        if (secureClient == null
                || !secured.at().equals(way.at())
                || !secured.name().equals(way.name())) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
            shared.executor().ifPresent(builder::executor);
            shared.connectTimeout().ifPresent(builder::connectTimeout);
            SSLContext context = trust.apply(way.at(), way.name()).context();
            secureClient = builder.sslContext(context)
                    .sslParameters(asking(context, way.name()))
                    .build();
            secured = way;
        }
        return secureClient;
    }

    /** With the name in the greeting, too: where many Miniservers share an address it is all that tells them apart. */
    private static SSLParameters asking(SSLContext context, String name) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        if (name.matches("[0-9a-z][0-9a-z-]*[0-9a-z]\\..+")) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        return parameters;
    }

    private static CompletableFuture<Way> failed(String reason, String sentence) {
        return CompletableFuture.failedFuture(new FaultException(new Fault(reason, sentence)));
    }

    private static <T> CompletableFuture<T> orElse(
            CompletableFuture<T> first, Function<Throwable, CompletableFuture<T>> other) {
        return first.exceptionallyCompose(failure -> other.apply(cause(failure)));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** From one way to the next. */
    private final class Attempt {
        private final Questions questions;
        private final LoxoneSession session;
        private final HttpClient shared;

        Attempt(Questions questions, LoxoneSession session, HttpClient shared) {
            this.questions = questions;
            this.session = session;
            this.shared = shared;
        }

        CompletableFuture<Way> describe(Way way, int redirects) {
            tried = way;
            CompletableFuture<Way> described =
                    questions.describe(client(shared, way), way).thenApply(nothing -> open(way));
            return orElse(described, failure -> {
                if (failure instanceof Moved moved) {
                    return follow(way, moved, redirects);
                }
                boolean closed = !way.secure() && NetworkFaults.isUnopened(failure);
                return closed && session.settings().encryption() == Encryption.AUTO
                        ? byTlsOnly(way, redirects, failure)
                        : CompletableFuture.failedFuture(failure);
            });
        }

        /** Described over plain HTTP, it may have said that it speaks TLS. */
        private Way open(Way way) {
            return session.wantsTls() ? way.byTls() : way;
        }

        /** Port 80 is closed: newer Miniservers and proxies can be set to TLS only. */
        private CompletableFuture<Way> byTlsOnly(Way way, int redirects, Throwable closed) {
            Way tls = way.byTls();
            CompletableFuture<Way> described = describe(tls, redirects).thenApply(open -> {
                session.onlyByTls();
                return open;
            });
            return orElse(described, failure -> {
                if (NetworkFaults.isUnopened(failure)) {
                    Fault fault = NetworkFaults.of(closed);
                    return failed(
                            fault.reason(),
                            way.at() + ": " + fault.sentence() + ", and no TLS at " + tls.at() + " either");
                }
                return CompletableFuture.failedFuture(failure);
            });
        }

        private CompletableFuture<Way> follow(Way way, Moved moved, int redirects) {
            Optional<LoxoneAddress> to = moved.to.flatMap(uri -> way.address().moved(uri, moved.asked));
            if (to.isEmpty()) {
                return failed("redirect", way.at() + " redirects to something that is no Miniserver");
            }
            if (redirects >= MOST_REDIRECTS) {
                return failed("redirect", way.at() + " redirects, as " + MOST_REDIRECTS + " before it did; a circle?");
            }
            boolean tls = "https".equalsIgnoreCase(moved.to.orElseThrow().getScheme());
            if (way.secure() && !tls) {
                return failed("redirect", way.at() + " redirects from TLS to plain HTTP, which is not followed");
            }
            if (tls && session.settings().encryption() == Encryption.NEVER) {
                return failed("redirect", way.at() + " redirects to https, and loxone.encryption is never" + ALLOW);
            }
            if (tls) {
                session.onlyByTls();
            }
            // wherever it leads: one that is known by its serial number has to show it there, too
            Way next = new Way(to.get(), tls, way.name());
            return orElse(describe(next, redirects + 1), failure -> {
                Fault fault = NetworkFaults.of(failure);
                return failure instanceof FaultException
                        ? CompletableFuture.failedFuture(failure)
                        : failed(
                                fault.reason(),
                                way.at() + " redirects to " + (tls ? "https://" : "http://") + next.at() + ": "
                                        + fault.sentence());
            });
        }
    }
}
