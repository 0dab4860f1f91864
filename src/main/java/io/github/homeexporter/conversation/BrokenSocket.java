package io.github.homeexporter.conversation;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Texts;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.CharacterCodingException;

/** Why an open WebSocket broke. */
public final class BrokenSocket {
    /** Close code of a connection that just broke (RFC 6455, 7.1.5). */
    static final int LOST = 1006;

    static final String OVERSIZED = "oversized";

    static final Fault SEND = new Fault("send", "sending failed: the connection is broken");

    private BrokenSocket() {}

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

    /** @param longest in bytes, for the sentence about a message that is longer */
    public static Fault fault(Throwable error, int longest) {
        if (error instanceof CharacterCodingException) {
            return new Fault("encoding", "a text message is not valid UTF-8");
        }
        if (error instanceof TooLongFrameException
                || error instanceof CorruptedWebSocketFrameException frame
                        && frame.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
            return new Fault(OVERSIZED, "a message is longer than " + longest + " bytes; not read");
        }
        String said = error.getMessage() == null ? error.getClass().getSimpleName() : Texts.oneLine(error.getMessage());
        return error instanceof DecoderException
                ? new Fault("framing", "not a WebSocket frame: " + said)
                : new Fault("broken", "the connection broke: " + said);
    }
}
