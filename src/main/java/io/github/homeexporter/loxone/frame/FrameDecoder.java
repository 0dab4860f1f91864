package io.github.homeexporter.loxone.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Pairs headers with payloads. Whatever is wrong is counted and the next header starts anew, so one bad message costs at most
 * itself.
 */
public final class FrameDecoder {
    private final long maxPayload;
    private Header pending;

    /** @param maxPayload longest payload in bytes that is waited for */
    public FrameDecoder(long maxPayload) {
        this.maxPayload = maxPayload;
    }

    public void binary(ByteBuffer message, FrameSink sink) {
        ByteBuffer bytes = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (Header.looksLike(bytes) && !isPayloadOfEightBytes()) {
            header(Header.read(bytes), sink);
        } else if (pending == null) {
            sink.irregular(bytes.remaining() > Header.LENGTH ? Irregularity.ORPHAN_PAYLOAD : Irregularity.BAD_HEADER);
        } else {
            payload(take(), bytes, sink);
        }
    }

    /** Text speaks for itself: whatever is wrong with its header is counted, and the text still goes to who waits for it. */
    public void text(String message, FrameSink sink) {
        Header header = take();
        if (header == null) {
            sink.irregular(Irregularity.ORPHAN_PAYLOAD);
        } else if (!header.isKnown()) {
            return;
        } else if (header.kind() != Header.TEXT && header.kind() != Header.FILE) {
            sink.irregular(Irregularity.KIND_MISMATCH);
        } else if (!header.estimated() && utf8Length(message) != header.length()) {
            sink.irregular(Irregularity.LENGTH_MISMATCH);
        }
        sink.text(message);
    }

    /**
     * No table is 8 bytes long, so 8 bytes that look like a header are one whatever the estimated flag says; only a file may
     * be that short.
     */
    private boolean isPayloadOfEightBytes() {
        return pending != null && !pending.estimated() && pending.length() == Header.LENGTH;
    }

    private void header(Header next, FrameSink sink) {
        if (pending != null && !pending.estimated()) {
            sink.irregular(Irregularity.STALE_HEADER);
        }
        pending = null;
        if (!next.isKnown()) {
            sink.irregular(Irregularity.UNKNOWN_KIND);
        }
        if (next.kind() == Header.KEEPALIVE) {
            sink.keepaliveAnswered();
        } else if (next.kind() == Header.OUT_OF_SERVICE) {
            sink.outOfService();
        } else if (next.length() > maxPayload) {
            sink.tooLarge(next);
        } else if (next.hasPayload()) {
            pending = next;
            sink.announced(next);
        }
    }

    private void payload(Header header, ByteBuffer bytes, FrameSink sink) {
        if (!header.isKnown()) {
            return;
        }
        if (header.kind() == Header.TEXT) {
            sink.irregular(Irregularity.KIND_MISMATCH);
        } else if (bytes.remaining() != header.length()) {
            sink.irregular(Irregularity.LENGTH_MISMATCH);
        } else {
            switch (header.kind()) {
                case Header.VALUES -> sink.values(bytes);
                case Header.TEXTS -> sink.texts(bytes);
                case Header.DAYTIMERS -> sink.daytimers(bytes);
                case Header.WEATHER -> sink.weather(bytes);
                default -> sink.file(bytes);
            }
        }
    }

    private Header take() {
        Header header = pending;
        pending = null;
        return header;
    }

    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // a surrogate pair is two chars and four bytes
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    /** What {@link FrameDecoder} makes of messages. Tables are little-endian, whole, as long as announced, valid during the call. */
    public interface FrameSink {
        void values(ByteBuffer table);

        void texts(ByteBuffer table);

        void daytimers(ByteBuffer table);

        void weather(ByteBuffer table);

        /** An answer or a document in text. */
        void text(String text);

        /** A document in bytes. */
        void file(ByteBuffer bytes);

        /** The Miniserver goes away for an update or a restart and closes. */
        void outOfService();

        void keepaliveAnswered();

        /** A payload is on its way: give the peer time for it. */
        void announced(Header header);

        /** A payload beyond the limit is on its way: the connection cannot go on. */
        void tooLarge(Header header);

        void irregular(Irregularity what);
    }

    /**
     * The 8 bytes before every payload: 0x03, kind, info, reserved, payload length as unsigned 32 bits.
     *
     * @param estimated the length is a guess and an exact header follows. The vendor's client reads the most significant bit of
     *     {@code info}, other clients the least; nothing else is known to be in that byte, so either counts.
     * @param length bytes, 0 to 4,294,967,295
     */
    public record Header(int kind, boolean estimated, long length) {
        static final int LENGTH = 8;

        public static final int TEXT = 0;
        public static final int FILE = 1;
        static final int VALUES = 2;
        static final int TEXTS = 3;
        static final int DAYTIMERS = 4;
        static final int OUT_OF_SERVICE = 5;
        static final int KEEPALIVE = 6;
        static final int WEATHER = 7;

        private static final int MAGIC = 0x03;
        private static final int ESTIMATED = 0x81;

        static boolean looksLike(ByteBuffer message) {
            return message.remaining() == LENGTH && message.get(message.position()) == MAGIC;
        }

        /** From a little-endian buffer that {@link #looksLike} a header. */
        static Header read(ByteBuffer message) {
            int at = message.position();
            return new Header(
                    message.get(at + 1) & 0xff,
                    (message.get(at + 2) & ESTIMATED) != 0,
                    message.getInt(at + 4) & 0xffff_ffffL);
        }

        boolean isKnown() {
            return kind <= WEATHER;
        }

        /** Of states, whichever sort they are. */
        public boolean isTable() {
            return kind == VALUES || kind == TEXTS || kind == DAYTIMERS || kind == WEATHER;
        }

        /** Out of service and keep-alive stand for themselves whatever length they name. */
        boolean hasPayload() {
            return length > 0 && kind != OUT_OF_SERVICE && kind != KEEPALIVE;
        }
    }

    /** What can be wrong with one message without ending the connection; counted under its {@link #reason}. */
    public enum Irregularity {
        /** A message stands where a header is due and is none. */
        BAD_HEADER,
        /** A payload came without a header before it. */
        ORPHAN_PAYLOAD,
        /** The payload is not as long as its exact header said. */
        LENGTH_MISMATCH,
        /** Text where a table is due, or the other way round. */
        KIND_MISMATCH,
        UNKNOWN_KIND,
        /** An exact header was followed by another one instead of its payload. */
        STALE_HEADER,
        /** A table ends in the middle of an entry. */
        PARTIAL_ENTRY,
        /** A text claims to be longer than what is left of its table. */
        BAD_TEXT_LENGTH,
        /** A count of daytimer or weather entries is longer than what is left of its table. */
        BAD_COUNT,
        /** A text that is neither an answer nor the document that was asked for. */
        BAD_ANSWER,
        /** An answer to something that was not asked, or no longer. */
        UNEXPECTED_ANSWER;

        public String reason() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
