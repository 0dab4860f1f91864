package io.github.homeexporter.conversation;

import java.net.ProtocolException;
import java.nio.charset.CharacterCodingException;

/** Why an open WebSocket broke. */
final class BrokenSocket {
    private BrokenSocket() {}

    static Fault fault(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof CharacterCodingException) {
                return new Fault("encoding", "a text message is not valid UTF-8");
            }
            if (t instanceof ProtocolException) {
                return new Fault("framing", "not a WebSocket frame: " + Texts.oneLine(String.valueOf(t.getMessage())));
            }
        }
        return new Fault("broken", "the connection broke: " + Texts.oneLine(String.valueOf(error.getMessage())));
    }
}
