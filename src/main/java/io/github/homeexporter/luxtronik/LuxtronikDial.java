package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.Conversation.Dial;
import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.luxtronik.document.LuxtronikConversation;
import io.github.homeexporter.luxtronik.document.LuxtronikFaults;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reaches a controller: nothing has to be known before the WebSocket is opened. */
final class LuxtronikDial implements Dial {
    /** Of the WebSocket that the controller's own web page uses. */
    static final int DEFAULT_PORT = 8214;

    private final HostPort address;
    private final Function<String, LuxtronikSettings> settings;
    private final Consumer<Fault> failed;

    /** @param settings for a device of that name */
    LuxtronikDial(HostPort address, Function<String, LuxtronikSettings> settings) {
        this(address, settings, fault -> {});
    }

    /** @param failed told of each attempt that fails */
    LuxtronikDial(HostPort address, Function<String, LuxtronikSettings> settings, Consumer<Fault> failed) {
        this.failed = failed;
        this.address = address;
        this.settings = settings;
    }

    @Override
    public CompletionStage<Call> dial(String device, HttpClient shared) {
        LuxtronikConversation conversation = new LuxtronikConversation(settings.apply(device), Clock.systemUTC());
        return CompletableFuture.completedFuture(
                new Call(URI.create("ws://" + address + "/"), shared, LuxtronikConversation.SUBPROTOCOL, conversation));
    }

    @Override
    public Fault explain(Throwable failure) {
        Fault fault = LuxtronikFaults.unconnected(address, NetworkFaults.of(failure), NetworkFaults.status(failure));
        failed.accept(fault);
        return fault;
    }
}
