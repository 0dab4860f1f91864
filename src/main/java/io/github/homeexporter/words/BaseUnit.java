package io.github.homeexporter.words;

import java.util.Optional;

/**
 * The unit a value is exported in, and the way from the device's number: {@code value * factor + offset}.
 *
 * @param name as it ends a metric name: {@code celsius}
 */
public record BaseUnit(String name, double factor, double offset) {
    public static final BaseUnit CELSIUS = new BaseUnit("celsius", 1, 0);
    public static final BaseUnit FAHRENHEIT = new BaseUnit("celsius", 5 / 9.0, -160 / 9.0);

    /** By the unit's text as a format has it. */
    public static Optional<BaseUnit> of(String text) {
        return Unit.like(text).map(Unit::base);
    }

    public double apply(double value) {
        return value * factor + offset;
    }
}
