package io.github.homeexporter.conversation;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Puts a message together from its parts, up to a cap that is looked at before memory is taken. */
final class Fragments {
    /** A larger buffer is given back after its message. */
    private static final int KEPT = 64 * 1024;

    private final int longest;
    private byte[] bytes = new byte[0];
    private int length;

    Fragments(int longest) {
        this.longest = longest;
    }

    /** Whether one more part of that size is within the cap. */
    boolean fits(int more) {
        return (long) length + more <= longest;
    }

    /** The whole message when this was its last part, else null; valid until the next call. */
    ByteBuffer add(ByteBuffer part, boolean last) {
        if (last && length == 0) {
            return part;
        }
        int more = part.remaining();
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(longest, Math.max(1024, (length + more) * 2)));
        }
        part.get(bytes, length, more);
        length += more;
        if (!last) {
            return null;
        }
        ByteBuffer whole = ByteBuffer.wrap(bytes, 0, length);
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[0];
        }
        return whole;
    }
}
