package io.github.homeexporter.tapo.wire;

/** Why a plug could not be read; the message is for the person who has to mend it and holds no secret. */
public final class TransportFault extends Exception {
    /** What to do about it. */
    public enum Kind {
        /** The plug does not speak this transport: try the next. */
        NOT_SPOKEN,
        /** The plug speaks it but keeps it closed: a switch in the app. */
        CLOSED,
        /** Wrong credentials: not again soon. */
        CREDENTIALS,
        /** The session is gone: log in and repeat. */
        SESSION,
        /** The plug asks to be left alone for a while. */
        BLOCKED,
        /** The answer cannot be read. */
        BROKEN,
        /** Nobody answered, or the connection broke. */
        UNREACHABLE
    }

    private final Kind kind;
    private final String reason;

    /** @param reason a word for the label {@code reason}; few different ones */
    public TransportFault(Kind kind, String reason, String sentence) {
        super(sentence);
        this.kind = kind;
        this.reason = reason;
    }

    public TransportFault(Kind kind, String reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return reason;
    }

    public static TransportFault session(String sentence) {
        return new TransportFault(Kind.SESSION, "session", sentence);
    }

    static TransportFault broken(String sentence, Throwable cause) {
        return new TransportFault(Kind.BROKEN, "malformed", sentence, cause);
    }

    static TransportFault notSpoken(String sentence) {
        return new TransportFault(Kind.NOT_SPOKEN, "protocol", sentence);
    }
}
