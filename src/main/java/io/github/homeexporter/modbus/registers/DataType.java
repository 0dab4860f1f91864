package io.github.homeexporter.modbus.registers;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bits of a value lie in its registers.
 *
 * @param words registers it takes, 1 to 64
 */
public record DataType(Kind kind, int words) {
    static final String ALLOWED =
            "int16, uint16, int32, uint32, int64, uint64, float32, float64, bit, string1 to string64 (registers)";

    public enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        BIT,
        STRING
    }

    static final DataType INT16 = new DataType(Kind.SIGNED, 1);
    static final DataType UINT16 = new DataType(Kind.UNSIGNED, 1);
    static final DataType BIT = new DataType(Kind.BIT, 1);

    private static final Pattern TEXT = Pattern.compile("(u?int|float|string)(\\d{1,2})");

    /** @throws IllegalArgumentException naming what is allowed */
    static DataType parse(String text) {
        String t = text.toLowerCase(Locale.ROOT);
        if (t.equals("bit")) {
            return BIT;
        }
        Matcher m = TEXT.matcher(t);
        if (m.matches()) {
            int size = Integer.parseInt(m.group(2));
            if (m.group(1).equals("string") && size >= 1 && size <= 64) {
                return new DataType(Kind.STRING, size);
            }
            boolean wide = size == 32 || size == 64;
            if (m.group(1).equals("float") && wide) {
                return new DataType(Kind.FLOAT, size / 16);
            }
            if (m.group(1).endsWith("int") && (wide || size == 16)) {
                return new DataType(m.group(1).equals("int") ? Kind.SIGNED : Kind.UNSIGNED, size / 16);
            }
        }
        throw new IllegalArgumentException("\"" + text + "\"; allowed: " + ALLOWED);
    }

    boolean isNumber() {
        return kind != Kind.STRING;
    }

    /** All bits of the value in one number; {@code words} highest first. Not for strings. */
    long bits(short[] words) {
        long bits = 0;
        for (short word : words) {
            bits = bits << 16 | word & 0xFFFF;
        }
        return bits;
    }

    /** The bits {@code raw} has in this type: -1 is 0xFFFF in one register. */
    long masked(long raw) {
        return words == 4 ? raw : raw & (1L << 16 * words) - 1;
    }

    /** The number behind the bits, without any scale; NaN is what the device means by it. */
    double number(long bits) {
        return switch (kind) {
            case SIGNED -> bits << 64 - 16 * words >> 64 - 16 * words;
            case UNSIGNED, BIT -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
            case FLOAT -> words == 2 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
            case STRING -> Double.NaN;
        };
    }

    /** The text in the registers up to the first zero byte, without blanks around it. */
    String text(short[] words) {
        byte[] bytes = new byte[2 * words.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i / 2] >> (i % 2 == 0 ? 8 : 0));
            if (bytes[i] == 0) {
                break;
            }
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
    }

    /**
     * The registers for a number, highest word first.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    short[] encode(double number) {
        long bits;
        if (kind == Kind.FLOAT) {
            bits = words == 2 ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number);
        } else {
            bits = Math.round(number);
            if (kind == Kind.STRING || Math.abs(bits - number) > 1e-6 || number(masked(bits)) != bits) {
                throw new IllegalArgumentException(number + " does not fit into " + this);
            }
        }
        short[] encoded = new short[words];
        for (int i = 0; i < words; i++) {
            encoded[i] = (short) (bits >> 16 * (words - 1 - i));
        }
        return encoded;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case SIGNED -> "int" + 16 * words;
            case UNSIGNED -> "uint" + 16 * words;
            case FLOAT -> "float" + 16 * words;
            case BIT -> "bit";
            case STRING -> "string" + words;
        };
    }
}
