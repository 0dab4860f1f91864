package io.github.homeexporter.conversation;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.sample.Batch;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * A protocol's side of one WebSocket connection, without I/O: it is told what happens and says through the {@link Line} what
 * to send and what to publish. One object per connection, so nothing of an old connection can leak into a new one. Called by
 * one thread at a time, in the order of the wire. {@code now} is monotonic nanoseconds; every deadline is counted from it.
 *
 * <p>An exception thrown from here ends the connection and is counted as {@code protocol}; a message that is merely wrong
 * is counted by {@link Line#error} and the conversation goes on.
 */
public interface Conversation {
    /** The handshake is done. */
    void opened(Line line, long now);

    /** A whole text message, put together from its fragments. */
    void text(String message, Line line, long now);

    /** A whole binary message, put together from its fragments. Valid only during the call. */
    void binary(ByteBuffer message, Line line, long now);

    /** Time went by; called about four times a second while the connection is open. */
    void tick(Line line, long now);

    /** The route is being stopped: a last chance to say goodbye. The connection is closed right after. */
    default void closing(Line line, long now) {}

    /**
     * Whether, after {@link #closing}, an answer is still needed for a proper goodbye. While it is, messages are delivered and
     * the connection stays open, for half a second at most.
     */
    default boolean lingering() {
        return false;
    }

    /**
     * The peer closed the connection: what that means in this protocol, or null when it means no more than it says.
     *
     * @param code WebSocket close code, 1006 when the connection just broke
     */
    default Fault closed(int code, String reason) {
        return null;
    }

    /** Messages longer than this end the connection before they are put together. In bytes. */
    int maxMessageSize();

    /** What a {@link Conversation} can do. All methods return at once; sending is in order. */
    interface Line {
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
}
