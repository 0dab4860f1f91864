package io.github.homeexporter.conversation;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;

/** What a {@link Conversation} can do. All methods return at once; sending is in order. */
public interface Line {
    /** Sends a text message. */
    void send(String text);

    /** Hands a batch to the route. */
    void emit(Batch batch);

    /** The conversation has succeeded (logged in, first values): the device is up and the back-off starts anew. */
    void ready();

    /** Counts something wrong that does not end the connection. {@code reason}: one of few words, no values in it. */
    void error(String reason);

    /**
     * The connection is as it should be and still of no use: the device is down for this reason until {@link #ready()} is
     * said again. The connection goes on.
     */
    default void unusable(Fault fault) {
        error(fault.reason());
    }

    /** Ends the connection; the device is down until a new one succeeds. */
    void fail(Fault fault);
}
