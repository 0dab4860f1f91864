package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.function.Function;

/** The payload of an entity, of the numbers its series have now. */
public final class EntityState {
    /** Home Assistant refuses a longer state. */
    private static final int LONGEST = 255;

    private EntityState() {}

    /** @param numbers a series' number, null when it is not there */
    public static String of(Entity entity, List<Series> sources, Function<Series, Double> numbers) {
        return switch (entity.shape()) {
            case ENUM, TEXT -> label(entity, sources, numbers);
            case FLAG -> flag(first(sources, numbers));
            case TIME -> {
                Double seconds = first(sources, numbers);
                yield seconds == null ? Numerals.NONE : Numerals.time(seconds);
            }
            default -> {
                Double number = first(sources, numbers);
                yield number == null ? Numerals.NONE : Numerals.of(number * entity.factor());
            }
        };
    }

    private static String flag(Double number) {
        if (number == null || number.isNaN()) {
            return Numerals.NONE;
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
        return Numerals.NONE;
    }
}
