package io.github.homeexporter.conversation;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Texts;
import java.net.ProtocolException;
import java.nio.charset.CharacterCodingException;

/** Why an open WebSocket broke. */
public final class BrokenSocket {
    /** Close code of a connection that just broke (RFC 6455, 7.1.5). */
    static final int LOST = 1006;

    static final Fault SEND = new Fault("send", "sending failed: the connection is broken");

    private BrokenSocket() {}

    /** @param longest in bytes */
    static Fault oversized(int longest) {
        return new Fault("oversized", "a message is longer than " + longest + " bytes; not read");
    }

    static Fault closed(int code, String reason) {
        String why = reason.isEmpty() ? "" : ", " + Texts.oneLine(reason);
        return new Fault(
                "closed",
                code == LOST
                        ? "the device dropped the connection"
                        : "the device closed the connection (" + code + why + ")");
    }

    static Fault ofProgram(Throwable error) {
        return new Fault(
                "protocol", "a fault in the program: " + error.getClass().getSimpleName());
    }

    /** The JDK wraps what it found wrong in a frame into a ProtocolException without a message: the innermost cause decides. */
    public static Fault fault(Throwable error) {
        boolean frame = false;
        String words = null;
        for (Throwable t = error; t != null; t = t.getCause()) {
            words = t.getMessage() == null ? words : t.getMessage();
            if (t instanceof CharacterCodingException
                    || frame && String.valueOf(words).contains("UTF-8")) {
                return new Fault("encoding", "a text message is not valid UTF-8");
            }
            frame |= t instanceof ProtocolException;
        }
        String said = words == null ? error.getClass().getSimpleName() : Texts.oneLine(words);
        return frame
                ? new Fault("framing", "not a WebSocket frame: " + said)
                : new Fault("broken", "the connection broke: " + said);
    }
}
