package io.github.homeexporter.homeassistant.entity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/** Numbers as payloads. */
public final class Numerals {
    /** What Home Assistant takes for "not known". */
    public static final String NONE = "None";

    /** One digit less than a double has: conversions leave no 18234.499999999996 behind. */
    private static final MathContext DIGITS = new MathContext(15);

    /** Digits; a number that needs more has an exponent, for Home Assistant refuses a state of more than 255 letters. */
    private static final int LONGEST = 100;

    private Numerals() {}

    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        boolean plain = Math.abs((long) rounded.precision() - rounded.scale()) + rounded.precision() < LONGEST;
        return rounded.signum() == 0 ? "0" : plain ? rounded.toPlainString() : rounded.toString();
    }

    /** A moment with its zone; 0 and less is "never". */
    static String time(double secondsSince1970) {
        if (!Double.isFinite(secondsSince1970) || secondsSince1970 <= 0 || secondsSince1970 > 253402300799d) {
            return NONE;
        }
        return Instant.ofEpochSecond((long) secondsSince1970).toString();
    }
}
