package io.github.homeexporter.homeassistant;

import java.util.concurrent.CompletableFuture;

/** A connection to a broker in one version of the protocol. Used once: after it broke, a new one is made. */
interface BrokerClient {
    /** What the broker sends. */
    interface Inbox {
        /** @param retained whether the broker had it before we asked */
        void message(String topic, String payload, boolean retained);
    }

    /** Fails with what the client says; see {@link BrokerFaults}. */
    CompletableFuture<Void> connect();

    /** Done when it was written (QoS 0) or acknowledged (QoS 1). */
    CompletableFuture<Void> publish(Message message);

    CompletableFuture<Void> subscribe(String filter, Inbox inbox);

    CompletableFuture<Void> unsubscribe(String filter);

    CompletableFuture<Void> disconnect();
}
