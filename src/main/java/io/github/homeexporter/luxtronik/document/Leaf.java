package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.sample.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** A value of the open page: what it was last, and how to understand its next. */
final class Leaf {
    /** Longer numbers are no measurements, and expensive to compute with. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,9})?");

    private final String div;
    private final Map<String, String> options;
    /** Another leaf under the same id, else null. */
    final Leaf twin;

    private Reading reading;

    Leaf(Reading reading, LuxtronikItem item, Leaf twin) {
        this.reading = reading;
        this.div = item.div();
        this.options = item.options();
        this.twin = twin;
    }

    Reading reading() {
        return reading;
    }

    static Reading reading(String device, String section, LuxtronikItem item) {
        String text = item.value() == null ? "" : item.value();
        return new Reading(device, section, item.name(), text, item.unit(), divided(item.raw(), item.div()));
    }

    /** Takes what an answer to REFRESH says; an unchanged value stays the same object, which the rules know by heart. */
    void update(LuxtronikItem item) {
        if (item.value() == null) {
            return;
        }
        String unit = item.unit().isEmpty() ? reading.unit() : item.unit();
        String raw = raw(item);
        if (!item.value().equals(reading.text()) || !unit.equals(reading.unit()) || !raw.equals(reading.raw())) {
            reading = new Reading(reading.device(), reading.section(), reading.name(), item.value(), unit, raw);
        }
    }

    /** An answer without one leaves the old only beside the old text: a stale number would be a wrong one. */
    private String raw(LuxtronikItem item) {
        if (!item.raw().isEmpty()) {
            return divided(item.raw(), item.div().isEmpty() ? div : item.div());
        }
        if (item.value().equals(reading.text())) {
            return reading.raw();
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getValue().equals(item.value())) {
                return option.getKey();
            }
        }
        return "";
    }

    private static String divided(String raw, String div) {
        if (!NUMBER.matcher(raw).matches() || !NUMBER.matcher(div).matches()) {
            return raw;
        }
        BigDecimal by = new BigDecimal(div);
        return by.signum() == 0
                ? raw
                : new BigDecimal(raw)
                        .divide(by, 9, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
