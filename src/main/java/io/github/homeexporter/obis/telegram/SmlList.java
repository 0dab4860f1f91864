package io.github.homeexporter.obis.telegram;

import io.github.homeexporter.obis.telegram.SmlList.SmlReader.Whole;
import io.github.homeexporter.obis.telegram.Telegram.Registers;
import io.github.homeexporter.obis.telegram.Telegram.Registers.Register;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The message of SML that has the registers of a meter: GetList.Res. */
final class SmlList {
    private static final BigInteger GET_LIST_RESPONSE = BigInteger.valueOf(0x0701);
    /** Of the status word of import registers: active power is negative (FNN "Lastenheft EDL", EMH ED300L and others). */
    private static final int FEEDING_BIT = 5;
    /** No meter counts finer or coarser. */
    private static final int MOST_DIGITS = 12;

    private static final byte[] DZG = {0x0a, 0x01, 'D', 'Z', 'G'};
    private static final int DZG_NUMBER = 10;
    /** A power of so many bytes at most has no sign; longer ones have one. */
    private static final int DZG_SHORT = 3;

    private final Registers registers = new Registers();
    private boolean signless;

    private SmlList() {}

    static Registers read(byte[] content) throws BrokenTelegram {
        SmlList read = new SmlList();
        SmlReader reader = new SmlReader(content);
        while (reader.hasMore()) {
            if (reader.next() instanceof List<?> message
                    && message.size() == 6
                    && message.get(3) instanceof List<?> body
                    && body.size() == 2
                    && body.get(0) instanceof Whole kind
                    && kind.value().equals(GET_LIST_RESPONSE)
                    && body.get(1) instanceof List<?> response
                    && response.size() == 7
                    && response.get(4) instanceof List<?> entries) {
                entries.forEach(read::entry);
            }
        }
        return read.registers;
    }

    private void entry(Object any) {
        if (!(any instanceof List<?> entry)
                || entry.size() != 7
                || !(entry.get(0) instanceof byte[] name)
                || name.length != 6
                || (name[5] & 0xff) != 0xff) {
            return;
        }
        String code = (name[0] & 0xff) + ":" + (name[2] & 0xff) + "." + (name[3] & 0xff) + "." + (name[4] & 0xff);
        if (entry.get(5) instanceof byte[] number) {
            signless |= isSignless(number);
        }
        if (!(entry.get(5) instanceof Whole whole)) {
            return;
        }
        if (code.equals("1:1.8.0") && entry.get(1) instanceof Whole status) {
            registers.direction(status.value().testBit(FEEDING_BIT));
        }
        BigInteger value = whole.value();
        if (signless && code.equals("1:16.7.0") && value.signum() < 0 && whole.bytes() <= DZG_SHORT) {
            value = value.add(BigInteger.ONE.shiftLeft(whole.bytes() * Byte.SIZE));
        }
        int scaler = entry.get(4) instanceof Whole ten ? ten.value().intValue() : 0;
        if (Math.abs(scaler) <= MOST_DIGITS) {
            String unit =
                    entry.get(3) instanceof Whole u ? Register.unit(u.value().intValue()) : Register.NONE;
            registers.add(new Register(code, new BigDecimal(value, -scaler), unit));
        }
    }

    /**
     * Meters of DZG write a power of 0x86d4 in two bytes although it has a sign, so that 345 W read as -310 W; what is really
     * negative they write in four (volkszaehler.org, "DZG DVS74"; fixed from number 60000000 on).
     */
    private static boolean isSignless(byte[] number) {
        if (number.length != DZG_NUMBER || !Arrays.equals(number, 0, DZG.length, DZG, 0, DZG.length)) {
            return false;
        }
        long serial = new BigInteger(1, Arrays.copyOfRange(number, DZG.length, DZG_NUMBER)).longValue();
        return serial >= 42_000_000 && serial < 49_000_000 || serial >= 55_000_000 && serial < 59_000_000;
    }

    /** The values of SML one after the other: type and length, then that many bytes or elements (BSI TR-03109-1 annex IV, chapter 6). */
    static final class SmlReader {
        private static final int DEEPEST = 12;

        /** A whole number and how many bytes it was written in. */
        record Whole(BigInteger value, int bytes) {}

        private final byte[] bytes;
        private int at;

        SmlReader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        /** @return a list, a byte array, a {@link Whole}, a Boolean; null where a value is left out, and at the end of a message */
        Object next() throws BrokenTelegram {
            return next(0);
        }

        private Object next(int depth) throws BrokenTelegram {
            int first = take();
            if (first == 0) {
                return null;
            }
            int type = first >> 4 & 7;
            int length = first & 0xf;
            int header = 1;
            for (int more = first; (more & 0x80) != 0; header++) {
                more = take();
                length = length << 4 | more & 0xf;
                if (header > 3) {
                    throw broken();
                }
            }
            if (type == 7) {
                return list(length, depth);
            }
            // of a list the elements are counted, of anything else its bytes and those before them that say so
            byte[] value = take(length - header);
            return switch (type) {
                case 0 -> header == length ? null : value;
                case 4 -> value.length == 1 ? (Object) (value[0] != 0) : null;
                case 5 -> value.length == 0 ? null : new Whole(new BigInteger(value), value.length);
                case 6 -> new Whole(new BigInteger(1, value), value.length);
                default -> throw broken();
            };
        }

        private List<Object> list(int elements, int depth) throws BrokenTelegram {
            // each has a byte at least
            if (depth > DEEPEST || elements > bytes.length - at) {
                throw broken();
            }
            List<Object> list = new ArrayList<>(elements);
            for (int i = 0; i < elements; i++) {
                list.add(next(depth + 1));
            }
            return list;
        }

        private int take() throws BrokenTelegram {
            return take(1)[0] & 0xff;
        }

        private byte[] take(int count) throws BrokenTelegram {
            if (count < 0 || count > bytes.length - at) {
                throw broken();
            }
            at += count;
            return Arrays.copyOfRange(bytes, at - count, at);
        }

        private BrokenTelegram broken() {
            return new BrokenTelegram("the SML telegram has at byte " + at + " what SML does not have");
        }
    }

    /** The envelope of SML (BSI TR-03109-1 annex IV, "SML Transport-Protokoll" version 1): escape sequences, padding, check sum. */
    static final class SmlFrame {
        private static final byte[] ESCAPE = {0x1b, 0x1b, 0x1b, 0x1b};
        private static final byte[] BEGIN = {0x01, 0x01, 0x01, 0x01};
        private static final byte END = 0x1a;
        private static final int WORD = 4;

        private SmlFrame() {}

        static boolean isIn(byte[] bytes) {
            return begin(bytes, 0) >= 0;
        }

        /** @return what the last whole frame holds */
        static byte[] newest(byte[] bytes) throws BrokenTelegram {
            byte[] newest = null;
            boolean ended = false;
            for (int at = begin(bytes, 0); at >= 0; at = begin(bytes, at + 1)) {
                int end = end(bytes, at);
                ended |= end >= 0;
                byte[] content = end < 0 ? null : content(bytes, at, end);
                newest = content == null ? newest : content;
            }
            if (newest == null) {
                throw new BrokenTelegram(
                        ended
                                ? "the check sum of the SML telegram is wrong: bytes of it were changed on the way"
                                : "the SML telegram ends before its end");
            }
            return newest;
        }

        private static int begin(byte[] bytes, int from) {
            for (int at = from; at + 2 * WORD <= bytes.length; at++) {
                if (word(bytes, at, ESCAPE) && word(bytes, at + WORD, BEGIN)) {
                    return at;
                }
            }
            return -1;
        }

        /** The escape sequence that ends a frame is at a multiple of four from its beginning, for which it is padded. */
        private static int end(byte[] bytes, int begin) {
            for (int at = begin + 2 * WORD; at + 2 * WORD <= bytes.length; at += WORD) {
                if (word(bytes, at, ESCAPE)) {
                    if (bytes[at + WORD] == END) {
                        return at;
                    }
                    // escaped data, or another frame begins
                    if (!word(bytes, at + WORD, ESCAPE)) {
                        return -1;
                    }
                    at += WORD;
                }
            }
            return -1;
        }

        private static byte[] content(byte[] bytes, int begin, int end) {
            int sum = (bytes[end + 6] & 0xff) | (bytes[end + 7] & 0xff) << 8;
            // CRC-16/X-25, low byte first
            if (Telegram.checkSum(bytes, begin, end + 6, 0x8408, 0xffff, 0xffff) != sum) {
                return null;
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream(end - begin);
            for (int at = begin + 2 * WORD; at < end; at += WORD) {
                if (word(bytes, at, ESCAPE)) {
                    at += WORD;
                }
                content.write(bytes, at, WORD);
            }
            int padding = Math.min(bytes[end + 5] & 0xff, WORD - 1);
            return Arrays.copyOf(content.toByteArray(), Math.max(0, content.size() - padding));
        }

        private static boolean word(byte[] bytes, int at, byte[] word) {
            return Arrays.equals(bytes, at, at + WORD, word, 0, WORD);
        }
    }
}
