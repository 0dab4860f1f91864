package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The payload of an entity, of the numbers its series have now. */
public final class EntityState {
    /** Home Assistant refuses a longer state. */
    private static final int LONGEST = 255;

    /** What Home Assistant takes for "not known". */
    public static final String NONE = "None";

    /** One digit less than a double has: conversions leave no 18234.499999999996 behind. */
    private static final MathContext DIGITS = new MathContext(15);

    /** Digits; a number that needs more has an exponent, for Home Assistant refuses a state of more than 255 letters. */
    private static final int MOST_DIGITS = 100;

    private EntityState() {}

    /** @param numbers a series' number, null when it is not there */
    public static String of(Entity entity, List<Series> sources, Function<Series, Double> numbers) {
        return switch (entity.shape()) {
            case ENUM, TEXT -> label(entity, sources, numbers);
            case FLAG -> flag(first(sources, numbers));
            case TIME -> {
                Double seconds = first(sources, numbers);
                yield seconds == null ? NONE : time(seconds);
            }
            default -> {
                Double number = first(sources, numbers);
                yield number == null ? NONE : number(number * entity.factor());
            }
        };
    }

    private static String flag(Double number) {
        if (number == null || number.isNaN()) {
            return NONE;
        }
        return number == 0 ? "OFF" : "ON";
    }

    private static Double first(List<Series> sources, Function<Series, Double> numbers) {
        for (Series series : sources) {
            Double number = numbers.apply(series);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    /** Of the series that is 1: the one state that holds, the one text there is. */
    private static String label(Entity entity, List<Series> sources, Function<Series, Double> numbers) {
        for (Series series : sources) {
            Double number = numbers.apply(series);
            if (number != null && number == 1) {
                String text = series.labels().getOrDefault(entity.label(), "");
                return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
            }
        }
        return NONE;
    }

    /** A number as a payload. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        boolean plain = Math.abs((long) rounded.precision() - rounded.scale()) + rounded.precision() < MOST_DIGITS;
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
