package io.github.homeexporter.modbus.registers;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bits of a value lie in its registers.
 *
 * @param words registers it takes, 1 to 64
 * @param width bits it takes, 64 at most; fewer than its registers have when it is a byte or 24 bits
 * @param shift bits below it
 */
public record DataType(Kind kind, int words, int width, int shift) {
    static final String ALLOWED =
            "int16, uint16, int32, uint32, int48, uint48, int64, uint64, int24, uint24 (the lower bits of"
                    + " two registers), int8, uint8, int8high, uint8high (one byte), bcd16, bcd32, bcd48, bcd64, float32,"
                    + " float64, bit, string1 to string64 (registers)";

    public enum Kind {
        SIGNED,
        UNSIGNED,
        /** A decimal digit in each four bits. */
        BCD,
        FLOAT,
        BIT,
        STRING
    }

    static final DataType INT16 = whole(Kind.SIGNED, 1);
    static final DataType UINT16 = whole(Kind.UNSIGNED, 1);
    static final DataType BIT = whole(Kind.BIT, 1);

    private static final Pattern TEXT = Pattern.compile("(u?int|float|string|bcd)(\\d{1,2})(high|low)?");

    private static DataType whole(Kind kind, int words) {
        return new DataType(kind, words, 16 * words, 0);
    }

    /** @throws IllegalArgumentException naming what is allowed */
    static DataType parse(String text) {
        String t = text.toLowerCase(Locale.ROOT);
        Matcher m = TEXT.matcher(t);
        DataType type = t.equals("bit") ? BIT : m.matches() ? of(m.group(1), Integer.parseInt(m.group(2))) : null;
        boolean half = type != null && m.matches() && m.group(3) != null;
        if (type == null || half && type.width != 8) {
            throw new IllegalArgumentException("\"" + text + "\"; allowed: " + ALLOWED);
        }
        return half && m.group(3).equals("high") ? new DataType(type.kind, 1, 8, 8) : type;
    }

    /** Null when there is no such type. */
    private static DataType of(String word, int size) {
        boolean words = size == 16 || size == 32 || size == 48 || size == 64;
        return switch (word) {
            case "string" -> size >= 1 && size <= 64 ? whole(Kind.STRING, size) : null;
            case "float" -> size == 32 || size == 64 ? whole(Kind.FLOAT, size / 16) : null;
            case "bcd" -> words ? whole(Kind.BCD, size / 16) : null;
            default -> {
                Kind kind = word.equals("int") ? Kind.SIGNED : Kind.UNSIGNED;
                yield words
                        ? whole(kind, size / 16)
                        : size == 8 || size == 24 ? new DataType(kind, (size + 8) / 16, size, 0) : null;
            }
        };
    }

    boolean isNumber() {
        return kind != Kind.STRING;
    }

    /** Whether single bits of it mean anything. */
    boolean isWhole() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /** Whether its registers hold nothing else. */
    boolean isAlone() {
        return width == 16 * words;
    }

    /** All bits of the value in one number; {@code words} highest first. Not for strings. */
    long bits(short[] words) {
        long bits = 0;
        for (short word : words) {
            bits = bits << 16 | word & 0xFFFF;
        }
        return masked(bits >>> shift);
    }

    /** The bits {@code raw} has in this type: -1 is 0xFFFF in one register. */
    long masked(long raw) {
        return width >= 64 ? raw : raw & (1L << width) - 1;
    }

    /** The number behind the bits, without any scale; NaN is what the device means by it, and what is no decimal digit. */
    double number(long bits) {
        return switch (kind) {
            case SIGNED -> bits << 64 - width >> 64 - width;
            case UNSIGNED, BIT -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
            case BCD -> digits(bits);
            // as its maker means it: 35.6, not the 35.599998 that the wider number would show
            case FLOAT ->
                words == 2
                        ? Double.parseDouble(Float.toString(Float.intBitsToFloat((int) bits)))
                        : Double.longBitsToDouble(bits);
            case STRING -> Double.NaN;
        };
    }

    private static double digits(long bits) {
        double number = 0;
        for (int at = 60; at >= 0; at -= 4) {
            long digit = bits >>> at & 0xF;
            number = digit > 9 ? Double.NaN : 10 * number + digit;
        }
        return number;
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
            boolean plain = isAlone() && kind != Kind.STRING && kind != Kind.BCD;
            if (!plain || Math.abs(bits - number) > 1e-6 || number(masked(bits)) != bits) {
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
            case SIGNED -> "int" + width + (shift > 0 ? "high" : "");
            case UNSIGNED -> "uint" + width + (shift > 0 ? "high" : "");
            case BCD -> "bcd" + width;
            case FLOAT -> "float" + width;
            case BIT -> "bit";
            case STRING -> "string" + words;
        };
    }
}
