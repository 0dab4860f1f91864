package io.github.homeexporter.luxtronik.binary;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * One answer, whole.
 *
 * @param status of calculations: above 0 somebody is changing parameters at the device; 0 for the others
 * @param values in the order of their indexes; how many there are says what this firmware has
 */
public record Block(Kind kind, int status, int[] values) {
    /** What this program can ask. The command that writes is not among these, and there is no other way to make a request. */
    public enum Kind {
        PARAMETERS(3003, false, Integer.BYTES),
        CALCULATIONS(3004, true, Integer.BYTES),
        VISIBILITIES(3005, false, 1);

        final int command;
        final boolean hasStatus;
        /** Of one value, in bytes. */
        final int width;

        Kind(int command, boolean hasStatus, int width) {
            this.command = command;
            this.hasStatus = hasStatus;
            this.width = width;
        }

        /** Eight bytes; nobody knows another second word than 0. */
        public byte[] request() {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(command)
                    .putInt(0)
                    .array();
        }

        /** As in the table: {@code calculations}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        int headLength() {
            return (hasStatus ? 3 : 2) * Integer.BYTES;
        }
    }

    boolean has(int index) {
        return index >= 0 && index < values.length;
    }

    /** An answer that is none: the connection is out of step and has to be given up. */
    public static final class OutOfStep extends Exception {
        OutOfStep(String message) {
            super(message);
        }
    }

    /** Puts one answer together from whatever pieces it comes in. Of an answer that does not come whole nothing is used. */
    public static final class Reader {
        /** The longest seen has 1,199 values. */
        static final int MOST = 4096;

        private final Kind kind;
        private ByteBuffer bytes;
        private boolean inBody;
        private int status;

        public Reader(Kind kind) {
            this.kind = kind;
            this.bytes = ByteBuffer.allocate(kind.headLength());
        }

        /** How many bytes to read at most before the next {@link #take}: never one of the answer after this. */
        public int missing() {
            return bytes.remaining();
        }

        /**
         * @param length not above {@link #missing}
         * @return null while bytes are missing
         */
        public Block take(byte[] piece, int length) throws OutOfStep {
            bytes.put(piece, 0, length);
            if (bytes.hasRemaining()) {
                return null;
            }
            bytes.flip();
            if (inBody) {
                return block();
            }
            head();
            return null;
        }

        private void head() throws OutOfStep {
            int command = bytes.getInt();
            if (command != kind.command) {
                throw new OutOfStep("answered " + command + " where " + kind.command + " was asked");
            }
            status = kind.hasStatus ? bytes.getInt() : 0;
            int count = bytes.getInt();
            if (count < 1 || count > MOST) {
                throw new OutOfStep(count + " " + kind.word() + " are announced; allowed: 1 to " + MOST);
            }
            bytes = ByteBuffer.allocate(count * kind.width);
            inBody = true;
        }

        private Block block() {
            int[] values = new int[bytes.remaining() / kind.width];
            for (int i = 0; i < values.length; i++) {
                values[i] = kind.width == 1 ? bytes.get() : bytes.getInt();
            }
            return new Block(kind, status, values);
        }
    }
}
