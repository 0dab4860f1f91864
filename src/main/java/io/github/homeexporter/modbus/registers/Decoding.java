package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a value of registers.
 *
 * @param span where the value's own registers are
 * @param mask bits of them that count, 0 for all; the lowest of them becomes the lowest of the value
 * @param missing bits that mean: there is no value
 * @param broken bits that mean: the sensor is broken
 * @param least below it, in the unit, a reading is no value
 * @param most above it, in the unit, a reading is no value
 */
public record Decoding(
        Span span,
        DataType data,
        Order order,
        long mask,
        Scale scale,
        Set<Long> missing,
        Set<Long> broken,
        double least,
        double most) {
    /** SunSpec Information Model Specification: an exponent of 0x8000 is not implemented; sensible ones are small. */
    private static final int MAX_EXPONENT = 10;

    /** In which order the bytes A to D, A the highest, come over the wire. */
    public enum Order {
        ABCD,
        CDAB,
        BADC,
        DCBA;

        /** The registers highest word first; and back again. */
        short[] of(short[] words) {
            short[] ordered = words.clone();
            for (int i = 0; i < words.length; i++) {
                short word = this == CDAB || this == DCBA ? words[words.length - 1 - i] : words[i];
                ordered[i] = word(word);
            }
            return ordered;
        }

        short word(short word) {
            return this == BADC || this == DCBA ? Short.reverseBytes(word) : word;
        }
    }

    /**
     * From the raw number to the value in its unit.
     *
     * @param step what one step of the raw number is worth
     * @param exponent register with a power of ten on top of it (SunSpec's scale factor), null for none
     * @param plus registers that are added to the raw number after being multiplied by {@code plusFactor}, null for none
     * @param factor registers with a number that the value is multiplied by, null for none
     * @param add what is added in the end
     */
    public record Scale(
            double step,
            Span exponent,
            Span plus,
            double plusFactor,
            DataType plusData,
            Span factor,
            DataType factorData,
            double add) {
        static Scale of(double step) {
            return new Scale(step, null, null, 1, null, null, null, 0);
        }

        boolean isPlain() {
            return exponent == null && plus == null && factor == null;
        }

        private Scale shifted(int by) {
            return new Scale(
                    step,
                    moved(exponent, by),
                    moved(plus, by),
                    plusFactor,
                    plusData,
                    moved(factor, by),
                    factorData,
                    add);
        }

        private static Span moved(Span span, int by) {
            return span == null ? null : span.shifted(by);
        }

        private Scale withExponent(Span other) {
            return new Scale(step, other, plus, plusFactor, plusData, factor, factorData, add);
        }
    }

    public Decoding {
        missing = Set.copyOf(missing);
        broken = Set.copyOf(broken);
    }

    /** The spans to read. A pair that lies together is one span: its words belong to the same moment. */
    public List<Span> needs() {
        List<Span> needs = new ArrayList<>();
        Span plus = scale.plus;
        boolean together = plus != null && plus.table() == span.table();
        if (together && plus.address() == span.end()) {
            needs.add(new Span(span.table(), span.address(), span.count() + plus.count()));
        } else if (together && plus.end() == span.address()) {
            needs.add(new Span(span.table(), plus.address(), span.count() + plus.count()));
        } else {
            needs.add(span);
            if (plus != null) {
                needs.add(plus);
            }
        }
        if (scale.exponent != null) {
            needs.add(scale.exponent);
        }
        if (scale.factor != null) {
            needs.add(scale.factor);
        }
        return needs;
    }

    Decoding shifted(int by) {
        return with(span.shifted(by), scale.shifted(by));
    }

    Decoding exponent(Span other) {
        return with(span, scale.withExponent(other));
    }

    private Decoding with(Span otherSpan, Scale otherScale) {
        return new Decoding(otherSpan, data, order, mask, otherScale, missing, broken, least, most);
    }

    /** All bits of the value; empty when it was not read or the device says there is none. */
    public Optional<Long> bits(Image image) {
        return image.words(span)
                .map(words -> data.bits(order.of(words)))
                .filter(bits -> !missing.contains(bits) && !broken.contains(bits));
    }

    public boolean isBroken(Image image) {
        return !broken.isEmpty()
                && image.words(span)
                        .map(words -> broken.contains(data.bits(order.of(words))))
                        .orElse(false);
    }

    /** Whether it was read, and is beyond what it can be. */
    public boolean isBeyond(Image image) {
        return (least > Double.NEGATIVE_INFINITY || most < Double.POSITIVE_INFINITY)
                && unlimited(image)
                        .filter(value -> value < least || value > most)
                        .isPresent();
    }

    /** The value in its unit; empty when a part of it was not read, or the device says there is none, or it cannot be. */
    public Optional<Double> value(Image image) {
        return unlimited(image).filter(value -> value >= least && value <= most);
    }

    private Optional<Double> unlimited(Image image) {
        Optional<Long> bits = bits(image);
        if (bits.isEmpty()) {
            return Optional.empty();
        }
        double raw = number(bits.get());
        if (scale.plus != null) {
            Optional<short[]> more = image.words(scale.plus);
            long other = more.isEmpty() ? 0 : scale.plusData.bits(order.of(more.get()));
            if (more.isEmpty() || missing.contains(other)) {
                return Optional.empty();
            }
            raw += scale.plusData.number(other) * scale.plusFactor;
        }
        int power = 0;
        if (scale.exponent != null) {
            Optional<short[]> word = image.words(scale.exponent);
            power = word.map(words -> (int) order.word(words[0])).orElse(Integer.MAX_VALUE);
            if (Math.abs(power) > MAX_EXPONENT) {
                return Optional.empty();
            }
        }
        double value = scaled(raw, power);
        if (scale.factor != null) {
            value *= image.words(scale.factor)
                    .map(words -> scale.factorData.number(scale.factorData.bits(order.of(words))))
                    .orElse(Double.NaN);
        }
        value += scale.add;
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    private double number(long bits) {
        if (mask == 0) {
            return data.number(bits);
        }
        long part = (bits & mask) >>> Long.numberOfTrailingZeros(mask);
        int unused = Long.numberOfLeadingZeros(mask >>> Long.numberOfTrailingZeros(mask));
        return data.kind() == DataType.Kind.SIGNED ? part << unused >> unused : part;
    }

    public Optional<String> text(Image image) {
        return image.words(span).map(words -> data.text(order.of(words))).filter(text -> !text.isEmpty());
    }

    /** Whether a value can be put into the registers without touching anything else. */
    boolean isPlain() {
        return scale.isPlain() && mask == 0 && data.isAlone() && data.isNumber() && data.kind() != DataType.Kind.BCD;
    }

    /** The registers for a value in its unit, as they go over the wire. */
    public short[] encode(double value) {
        double parts = Math.rint(1 / scale.step);
        double plain = value - scale.add;
        return order.of(data.encode(isFraction(parts) ? plain * parts : plain / scale.step));
    }

    /** Divides where the scale is a part of one: 817 / 100 is 8.17, 817 * 0.01 is not. */
    private double scaled(double raw, int power) {
        double parts = Math.rint(1 / scale.step);
        double value = isFraction(parts) ? raw / parts : raw * scale.step;
        return power < 0 ? value / Math.pow(10, -power) : value * Math.pow(10, power);
    }

    private boolean isFraction(double parts) {
        return parts > 1 && Math.abs(scale.step * parts - 1) < 1e-12;
    }
}
