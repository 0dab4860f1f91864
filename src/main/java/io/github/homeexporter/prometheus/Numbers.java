package io.github.homeexporter.prometheus;

import java.nio.charset.StandardCharsets;

/** Numbers as both text formats write them, exact: reading one back gives the same double. */
final class Numbers {
    /** No number is longer: {@code -2.2250738585072014E-308} has 24 characters. */
    static final int LONGEST = 32;

    /** Up to here a double holds every number of 15 digits, so the digits found are the shortest that mean it. */
    private static final double EXACT = 1e15;

    private static final byte[] NAN = ascii("NaN");
    private static final byte[] POSITIVE = ascii("+Inf");
    private static final byte[] NEGATIVE = ascii("-Inf");

    private Numbers() {}

    /** Writes {@code value} to {@code out} from {@code at} on; returns where it ends. Whole numbers and short decimals allocate nothing. */
    static int write(double value, byte[] out, int at) {
        double magnitude = Math.abs(value);
        if (magnitude < EXACT) {
            long whole = (long) magnitude;
            if (whole == magnitude) {
                return digits(whole, sign(value, out, at), out);
            }
            if (magnitude >= 1e-3 && magnitude < EXACT / 1e3) {
                double thousandths = Math.rint(magnitude * 1e3);
                if (thousandths / 1e3 == magnitude) {
                    return decimal((long) thousandths, 1_000, sign(value, out, at), out);
                }
            }
            if (magnitude >= 1e-6 && magnitude < EXACT / 1e6) {
                double millionths = Math.rint(magnitude * 1e6);
                if (millionths / 1e6 == magnitude) {
                    return decimal((long) millionths, 1_000_000, sign(value, out, at), out);
                }
            }
        }
        return copy(other(value), out, at);
    }

    private static byte[] other(double value) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? POSITIVE : NEGATIVE;
        }
        return ascii(Double.toString(value));
    }

    private static int sign(double value, byte[] out, int at) {
        if (Double.doubleToRawLongBits(value) < 0) {
            out[at] = '-';
            return at + 1;
        }
        return at;
    }

    private static int digits(long number, int at, byte[] out) {
        int end = at + 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            end++;
        }
        long rest = number;
        for (int i = end - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static int decimal(long scaled, long scale, int at, byte[] out) {
        int end = digits(scaled / scale, at, out);
        out[end++] = '.';
        long rest = scaled % scale;
        for (long place = scale / 10; rest != 0; place /= 10) {
            out[end++] = (byte) ('0' + rest / place);
            rest %= place;
        }
        return end;
    }

    private static int copy(byte[] text, byte[] out, int at) {
        System.arraycopy(text, 0, out, at, text.length);
        return at + text.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
