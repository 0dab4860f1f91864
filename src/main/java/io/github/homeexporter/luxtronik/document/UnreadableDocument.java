package io.github.homeexporter.luxtronik.document;

/** An answer that is not what a controller should send. */
final class UnreadableDocument extends Exception {
    private final String reason;

    /** @param reason one of few words, no values in it */
    UnreadableDocument(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnreadableDocument(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
