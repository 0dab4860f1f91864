package io.github.homeexporter.conversation;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.NetworkFaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CompletionStage;

/** How an endpoint reaches its device: asked anew for every connection, so nothing of an old one is left. */
public interface Dial {
    /**
     * Prepares one connection. May ask the device by HTTP first; runs on a worker thread and need not wait for the answers.
     * A stage that fails, also with a {@link FaultException}, is a failed attempt.
     *
     * @param device the device's name: the endpoint's {@code name} or the route id
     * @param shared the client of the application; its executor serves a client with an own {@code SSLContext} too
     */
    CompletionStage<Call> dial(String device, HttpClient shared);

    /** What a failed attempt means for the person who has to mend it. */
    default Fault explain(Throwable failure) {
        return NetworkFaults.of(failure);
    }

    /**
     * One attempt to reach a device, prepared.
     *
     * @param uri {@code ws:} or {@code wss:}
     * @param http the shared client, or the device's own when it brings its own {@code SSLContext}
     * @param subprotocol asked for in the handshake; empty for none
     * @param conversation made for this one connection
     */
    record Call(URI uri, HttpClient http, String subprotocol, Conversation conversation) {}
}
