package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Call;
import io.github.homeexporter.conversation.Dial;
import io.github.homeexporter.loxone.login.MemoryTokenStore;
import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.sample.SampleStore;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Reaches a Miniserver: asks by HTTP, without credentials, what it is and, for a token, for its public key; then names the
 * WebSocket. Whether it is encrypted is looked at anew each time, and never taken back to plain text after a failure.
 */
final class LoxoneDial implements Dial {
    private static final String SUBPROTOCOL = "remotecontrol";

    private final LoxoneAddress address;
    private final PinnedTrust tls;
    private final Function<String, LoxoneSettings> settings;
    private final String tokenFile;
    private final SampleStore store;
    private Miniservers listed;
    private LoxoneSession session;
    private HttpClient secureClient;

    /**
     * @param settings for a device of that name
     * @param tokenFile null or blank for none
     * @param store takes what the program says of the Miniserver
     */
    LoxoneDial(
            LoxoneAddress address,
            PinnedTrust tls,
            Function<String, LoxoneSettings> settings,
            String tokenFile,
            SampleStore store) {
        this.address = address;
        this.tls = tls;
        this.settings = settings;
        this.tokenFile = tokenFile;
        this.store = store;
    }

    @Override
    public CompletionStage<Call> dial(String device, HttpClient shared) {
        LoxoneSession with = session(device);
        Questions questions = new Questions(address, with);
        CompletableFuture<Call> call = new CompletableFuture<>();
        CompletionStage<Call> given = call;
        given.whenComplete((made, failure) -> {
            if (failure != null) {
                questions.cancel();
            }
        });
        boolean atFirst = with.wantsTls();
        CompletionStage<Call> asked = questions
                .describe(client(shared, atFirst), atFirst)
                .thenCompose(described -> {
                    boolean secure = with.wantsTls();
                    HttpClient http = client(shared, secure);
                    return questions
                            .publicKey(http, secure)
                            .thenApply(known ->
                                    new Call(address.webSocket(secure), http, SUBPROTOCOL, with.conversation(secure)));
                });
        asked.whenComplete((made, failure) -> {
            if (failure == null) {
                call.complete(made);
            } else {
                call.completeExceptionally(failure);
            }
        });
        return call;
    }

    /** @param miniservers who wants to look into the structure file; null for nobody */
    void listIn(Miniservers miniservers) {
        listed = miniservers;
    }

    private synchronized LoxoneSession session(String device) {
        if (session == null) {
            SecureRandom random = new SecureRandom();
            TokenStore tokens = tokenFile == null || tokenFile.isBlank()
                    ? new MemoryTokenStore(random)
                    : new TokenFile(Path.of(tokenFile.strip()), random);
            session = new LoxoneSession(
                    settings.apply(device), tokens, random, System::currentTimeMillis, store.self()::set);
            if (listed != null) {
                listed.add(session);
            }
        }
        return session;
    }

    /** Its own only for its own idea of certificates: each client brings a thread. */
    private synchronized HttpClient client(HttpClient shared, boolean secure) {
        if (secure && secureClient == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
            shared.executor().ifPresent(builder::executor);
            shared.connectTimeout().ifPresent(builder::connectTimeout);
            secureClient = builder.sslContext(tls.context()).build();
        }
        return secure ? secureClient : shared;
    }

    /** The Miniserver's route is gone: so is all that was said of it. */
    synchronized void forget() {
        if (session != null) {
            session.health().all().forEach(store.self()::remove);
        }
    }

    @Override
    public Fault explain(Throwable failure) {
        int status = NetworkFaults.status(failure);
        if (status == 401 || status == 403 || status == 429) {
            // nobody has said a password yet: only an address can be refused here
            return session("").refused(429, "");
        }
        if (status == 503) {
            return session("").refused(status, "");
        }
        Fault fault = NetworkFaults.of(failure);
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FaultException) {
                return fault;
            }
        }
        boolean secure = session("").wantsTls();
        return new Fault(fault.reason(), address.at(secure) + ": " + fault.sentence(), fault.retryAfter());
    }
}
