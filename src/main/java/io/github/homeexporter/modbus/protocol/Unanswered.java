package io.github.homeexporter.modbus.protocol;

/** A request that got no usable answer: nobody there, silence, a closed connection, bytes that are no answer. */
public class Unanswered extends Exception {
    /** Why, as far as it matters for what to do next. */
    public enum Cause {
        /** No connection: asking again at once is of no use. */
        CONNECT,
        TIMEOUT,
        /** The peer closed; a fresh connection may do, once. */
        CLOSED,
        MALFORMED
    }

    private final Cause kind;

    public Unanswered(Cause kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Cause kind() {
        return kind;
    }

    /** A word for counters. */
    String reason() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
