package io.github.homeexporter.modbus.protocol;

import io.github.homeexporter.modbus.protocol.Request.Reply.MalformedReply;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A question to a device and how its answer must look.
 *
 * @param unit unit id, 0 to 255
 * @param function function code: 1 to 6, 15 or 16
 * @param address wire address of the first register or coil, 0 to 65535
 * @param count how many
 * @param words what to write, 0 and 1 for coils; empty for a read
 */
public record Request(int unit, int function, int address, int count, short[] words) {
    private static final int WRITE_COIL = 5;
    private static final int WRITE_REGISTER = 6;
    private static final int WRITE_COILS = 15;
    private static final int WRITE_REGISTERS = 16;
    private static final short COIL_ON = (short) 0xFF00;

    static Request read(int unit, RegisterTable table, int address, int count) {
        return new Request(unit, table.code(), address, count, new short[0]);
    }

    /** One word with function 5 or 6, several with 15 or 16. */
    public static Request write(int unit, RegisterTable table, int address, short... words) {
        boolean one = words.length == 1;
        int function =
                table == RegisterTable.COIL ? one ? WRITE_COIL : WRITE_COILS : one ? WRITE_REGISTER : WRITE_REGISTERS;
        return new Request(unit, function, address, words.length, words);
    }

    boolean isRead() {
        return function <= RegisterTable.INPUT.code();
    }

    /** Whether the device has taken what it was told and only needs time for it. */
    public boolean isAccepted(Reply reply) {
        return !isRead() && reply.exception() == Reply.ACCEPTED;
    }

    byte[] pdu() {
        ByteBuffer out = ByteBuffer.allocate(6 + 2 * words.length);
        out.put((byte) function).putShort((short) address);
        switch (function) {
            case WRITE_COIL -> out.putShort(words[0] != 0 ? COIL_ON : 0);
            case WRITE_REGISTER -> out.putShort(words[0]);
            case WRITE_COILS ->
                out.putShort((short) count).put((byte) ((count + 7) / 8)).put(packed());
            case WRITE_REGISTERS -> {
                out.putShort((short) count).put((byte) (2 * count));
                for (short word : words) {
                    out.putShort(word);
                }
            }
            default -> out.putShort((short) count);
        }
        byte[] pdu = new byte[out.position()];
        out.flip().get(pdu);
        return pdu;
    }

    /** @throws MalformedReply when {@code pdu} cannot be an answer to this */
    public Reply reply(byte[] pdu) throws MalformedReply {
        int code = pdu.length == 0 ? -1 : pdu[0] & 0xFF;
        if (code == (function | 0x80) && pdu.length == 2 && pdu[1] != 0) {
            return Reply.refused(pdu[1] & 0xFF);
        }
        if (code != function) {
            throw new MalformedReply("answer " + hex(pdu) + " to function " + function);
        }
        return isRead() ? read(pdu) : written(pdu);
    }

    private Reply read(byte[] pdu) throws MalformedReply {
        boolean bits = function <= RegisterTable.DISCRETE.code();
        int bytes = bits ? (count + 7) / 8 : 2 * count;
        if (pdu.length != 2 + bytes || (pdu[1] & 0xFF) != bytes) {
            throw new MalformedReply("answer " + hex(pdu) + " holds other than the " + bytes + " bytes asked for");
        }
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = bits
                    ? (short) (pdu[2 + i / 8] >> i % 8 & 1)
                    : (short) ((pdu[2 + 2 * i] & 0xFF) << 8 | pdu[3 + 2 * i] & 0xFF);
        }
        return Reply.of(values);
    }

    /** The answer to a write repeats the first five bytes of the request. */
    private Reply written(byte[] pdu) throws MalformedReply {
        byte[] asked = pdu();
        if (!Arrays.equals(pdu, 0, pdu.length, asked, 0, 5)) {
            throw new MalformedReply("answer " + hex(pdu) + " to the write " + hex(asked));
        }
        return Reply.of(new short[0]);
    }

    private byte[] packed() {
        byte[] bits = new byte[(count + 7) / 8];
        for (int i = 0; i < count; i++) {
            if (words[i] != 0) {
                bits[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bits;
    }

    /** At most 32 bytes of it, for messages. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 32));
    }

    @Override
    public String toString() {
        return "function " + function + ", address " + address + ", count " + count + " (" + hex(pdu()) + ")";
    }

    /**
     * What a device answered.
     *
     * @param exception the exception code, 0 when the request was done
     * @param words what was read: registers, or 0 and 1 for coils; empty after a write
     */
    public record Reply(int exception, short[] words) {
        public static final int ILLEGAL_FUNCTION = 1;
        public static final int ILLEGAL_ADDRESS = 2;
        public static final int ILLEGAL_VALUE = 3;
        public static final int DEVICE_FAILURE = 4;
        static final int ACCEPTED = 5;
        private static final int BUSY = 6;

        static Reply of(short[] words) {
            return new Reply(0, words);
        }

        static Reply refused(int code) {
            return new Reply(code, new short[0]);
        }

        public boolean isRefused() {
            return exception != 0;
        }

        /** Whether it may be meant for a part of what was asked for: devices do not agree on the code for that. */
        boolean isSplittable() {
            return exception >= ILLEGAL_FUNCTION && exception <= DEVICE_FAILURE;
        }

        /** Asking again a little later may do. */
        public boolean isBusy() {
            return exception == ACCEPTED || exception == BUSY;
        }

        /** {@code exception_02}: a word for counters. */
        String reason() {
            return "exception_%02x".formatted(exception);
        }

        /** Modbus Application Protocol V1.1b3, section 7. */
        public String sentence() {
            return "exception %02X (%s)"
                    .formatted(
                            exception,
                            switch (exception) {
                                case ILLEGAL_FUNCTION -> "function not known to the device";
                                case ILLEGAL_ADDRESS -> "no such address";
                                case ILLEGAL_VALUE -> "value or count not allowed";
                                case DEVICE_FAILURE -> "device failure";
                                case ACCEPTED -> "accepted, still working";
                                case BUSY -> "device busy";
                                case 8 -> "memory parity error";
                                case 10 -> "gateway has no path";
                                case 11 -> "the device behind the gateway does not answer";
                                default -> "not in the standard";
                            });
        }

        /** For a log: the exception, or the words as registers are written. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(isRefused() ? sentence() : words.length + " words");
            for (short word : words) {
                text.append(" %04x".formatted(word));
            }
            return text.toString();
        }

        /** Bytes that are no answer to what was asked. */
        public static class MalformedReply extends Exception {
            public MalformedReply(String sentence) {
                super(sentence);
            }
        }
    }
}
