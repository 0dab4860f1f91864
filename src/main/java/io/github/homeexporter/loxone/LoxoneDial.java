package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Dial;
import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.loxone.LoxoneSession.LoxoneSettings;
import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.loxone.login.TokenStore.MemoryTokenStore;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
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

    private final Approach approach;
    private final Function<String, LoxoneSettings> settings;
    private final String tokenFile;
    private final SampleStore store;
    private Miniservers listed;
    private LoxoneSession session;

    /**
     * @param settings for a device of that name
     * @param tokenFile null or blank for none
     * @param store takes what the program says of the Miniserver
     */
    LoxoneDial(Approach approach, Function<String, LoxoneSettings> settings, String tokenFile, SampleStore store) {
        this.approach = approach;
        this.settings = settings;
        this.tokenFile = tokenFile;
        this.store = store;
    }

    @Override
    public CompletionStage<Call> dial(String device, HttpClient shared) {
        LoxoneSession with = session(device);
        Questions questions = new Questions(with);
        CompletableFuture<Call> call = approach.find(questions, with, shared).thenCompose(way -> {
            HttpClient http = approach.client(shared, way);
            return questions
                    .publicKey(http, way)
                    .thenApply(known -> new Call(way.webSocket(), http, SUBPROTOCOL, with.conversation(way.secure())));
        });
        var unused = call.whenComplete((made, failure) -> {
            if (failure != null) {
                questions.cancel();
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
            session.left(() ->
                    store.samples(device).stream().map(StoredSample::series).toList());
            if (listed != null) {
                listed.add(session);
            }
        }
        return session;
    }

    /** The Miniserver's route is gone: so is all that was said of it. */
    synchronized void forget() {
        if (session != null) {
            session.health().all().forEach(store.self()::remove);
        }
    }

    @Override
    public Fault explain(Throwable failure) {
        Fault refused = session("").unasked(NetworkFaults.status(failure), "");
        if (refused != null) {
            return refused;
        }
        Fault fault = NetworkFaults.of(failure);
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FaultException) {
                return fault;
            }
        }
        return new Fault(fault.reason(), approach.tried().at() + ": " + fault.sentence(), fault.retryAfter());
    }
}
