package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a value of registers.
 *
 * @param span where the value's own registers are
 * @param littleEndian whether the lowest word comes first
 * @param scale what one step of the raw number is worth
 * @param exponent register with a power of ten on top of the scale (SunSpec's scale factor), null for none
 * @param plus register that is added after being multiplied by {@code plusFactor}, null for none
 * @param missing bits that mean: there is no value
 * @param broken bits that mean: the sensor is broken
 */
public record Decoding(
        Span span,
        DataType data,
        boolean littleEndian,
        double scale,
        Span exponent,
        Span plus,
        double plusFactor,
        Set<Long> missing,
        Set<Long> broken) {
    /** SunSpec Information Model Specification: an exponent of 0x8000 is not implemented; sensible ones are small. */
    private static final int MAX_EXPONENT = 10;

    public Decoding {
        missing = Set.copyOf(missing);
        broken = Set.copyOf(broken);
    }

    /** The spans to read. A pair that lies together is one span: its words belong to the same moment. */
    public List<Span> needs() {
        List<Span> needs = new ArrayList<>();
        if (plus != null && plus.address() == span.end()) {
            needs.add(new Span(span.table(), span.address(), span.count() + 1));
        } else if (plus != null && plus.end() == span.address()) {
            needs.add(new Span(span.table(), plus.address(), span.count() + 1));
        } else {
            needs.add(span);
            if (plus != null) {
                needs.add(plus);
            }
        }
        if (exponent != null) {
            needs.add(exponent);
        }
        return needs;
    }

    Decoding shifted(int by) {
        return new Decoding(
                span.shifted(by),
                data,
                littleEndian,
                scale,
                exponent == null ? null : exponent.shifted(by),
                plus == null ? null : plus.shifted(by),
                plusFactor,
                missing,
                broken);
    }

    /** All bits of the value; empty when it was not read or the device says there is none. */
    public Optional<Long> bits(Image image) {
        return image.words(span)
                .map(words -> data.bits(ordered(words)))
                .filter(bits -> !missing.contains(bits) && !broken.contains(bits));
    }

    public boolean isBroken(Image image) {
        return !broken.isEmpty()
                && image.words(span)
                        .map(words -> broken.contains(data.bits(ordered(words))))
                        .orElse(false);
    }

    /** The value in its unit; empty when a part of it was not read, or the device says there is none. */
    public Optional<Double> value(Image image) {
        Optional<Long> bits = bits(image);
        if (bits.isEmpty()) {
            return Optional.empty();
        }
        double raw = data.number(bits.get());
        if (plus != null) {
            Optional<short[]> more = image.words(plus);
            if (more.isEmpty() || missing.contains(more.get()[0] & 0xFFFFL)) {
                return Optional.empty();
            }
            raw += (more.get()[0] & 0xFFFF) * plusFactor;
        }
        int power = 0;
        if (exponent != null) {
            Optional<short[]> word = image.words(exponent);
            if (word.isEmpty() || Math.abs(word.get()[0]) > MAX_EXPONENT) {
                return Optional.empty();
            }
            power = word.get()[0];
        }
        double value = scaled(raw, power);
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    public Optional<String> text(Image image) {
        return image.words(span).map(data::text).filter(text -> !text.isEmpty());
    }

    /** The registers for a value in its unit, as they go over the wire. */
    public short[] encode(double value) {
        double parts = Math.rint(1 / scale);
        return ordered(data.encode(isFraction(parts) ? value * parts : value / scale));
    }

    /** Divides where the scale is a part of one: 817 / 100 is 8.17, 817 * 0.01 is not. */
    private double scaled(double raw, int power) {
        double parts = Math.rint(1 / scale);
        double value = isFraction(parts) ? raw / parts : raw * scale;
        return power < 0 ? value / Math.pow(10, -power) : value * Math.pow(10, power);
    }

    private boolean isFraction(double parts) {
        return parts > 1 && Math.abs(scale * parts - 1) < 1e-12;
    }

    private short[] ordered(short[] words) {
        if (!littleEndian) {
            return words;
        }
        short[] reversed = new short[words.length];
        for (int i = 0; i < words.length; i++) {
            reversed[i] = words[words.length - 1 - i];
        }
        return reversed;
    }
}
