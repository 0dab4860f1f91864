package io.github.homeexporter.obis.telegram;

import io.github.homeexporter.obis.telegram.SmlList.SmlFrame;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a meter says at one time, whichever way it says it: the newest that is whole in what came. */
public final class Telegram {
    /** A telegram has some hundred to some thousand bytes; what is longer is none. */
    private static final int LONGEST = 256 * 1024;

    private Telegram() {}

    /**
     * Reads SML where the bytes have its escape sequence, and text otherwise.
     *
     * @return samples by the vocabulary of the library, each {@code {name, value, labels, help}}; never empty
     * @throws BrokenTelegram where nothing in them is a telegram that is whole and has a value the library knows
     */
    public static List<Map<String, Object>> read(byte[] bytes) throws BrokenTelegram {
        if (bytes.length > LONGEST) {
            throw new BrokenTelegram(bytes.length + " bytes came, which is no telegram of a meter");
        }
        boolean sml = SmlFrame.isIn(bytes);
        Registers registers = sml ? SmlList.read(SmlFrame.newest(bytes)) : TextTelegram.read(bytes);
        List<Map<String, Object>> samples = MeterSamples.of(registers);
        if (samples.isEmpty()) {
            throw new BrokenTelegram(
                    sml || !registers.isEmpty()
                            ? "the telegram has no power, no energy and nothing else that is known;"
                                    + " many meters say only their number until their PIN is entered"
                            : "no telegram of a meter in the " + bytes.length + " bytes that came");
        }
        return samples;
    }

    /**
     * The CRCs of 16 bits that meters use.
     *
     * @param polynomial with its bits reflected
     * @param to the first byte that is not counted any more
     */
    static int checkSum(byte[] bytes, int from, int to, int polynomial, int start, int finish) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 1) != 0 ? sum >>> 1 ^ polynomial : sum >>> 1;
            }
        }
        return sum ^ finish;
    }

    /** The registers of one telegram. What a telegram says twice counts as it is said first. */
    static final class Registers {
        private final Map<String, Register> all = new HashMap<>();
        private boolean feeding;
        private boolean directionKnown;

        void add(Register register) {
            all.putIfAbsent(register.code(), register);
        }

        /** Of meters that say only how much passes: the status word of their import register says which way. */
        void direction(boolean feeds) {
            feeding = feeds;
            directionKnown = true;
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        /** @return null where the meter has no such register, or it is of another unit */
        BigDecimal value(String code, String unit) {
            Register register = all.get(code);
            return register == null || !register.unit().equals(unit) ? null : register.value();
        }

        /** @return null where the meter does not say which way the power flows */
        BigDecimal byDirection(BigDecimal amount) {
            if (amount == null || !directionKnown) {
                return null;
            }
            return feeding ? amount.abs().negate() : amount.abs();
        }

        /**
         * One number of a meter.
         *
         * @param code medium and what is measured, without the channel: {@code 1:16.7.0}
         * @param value in {@code unit}
         * @param unit without a prefix: W, Wh, V, A, Hz, m3, or empty where the number has none
         */
        record Register(String code, BigDecimal value, String unit) {
            /** Of DLMS, IEC 62056-6-2 table 4. */
            private static final Map<Integer, String> UNITS =
                    Map.of(13, "m3", 14, "m3", 27, "W", 30, "Wh", 33, "A", 35, "V", 44, "Hz");

            static final String NONE = "";
            /** A unit that nothing here needs: no register has it that is looked for. */
            private static final String OTHER = "?";

            static String unit(int code) {
                return UNITS.getOrDefault(code, OTHER);
            }
        }
    }
}
