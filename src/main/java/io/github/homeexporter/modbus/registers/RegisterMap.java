package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.protocol.Plan;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All registers of a device and how to read them.
 *
 * @param gap most unlisted registers between two listed ones that are read along
 * @param most registers of one request
 * @param bases addresses where SunSpec may begin; empty when all registers are at fixed addresses
 */
public record RegisterMap(List<Register> registers, int gap, int most, List<Integer> bases) {
    public RegisterMap {
        registers = List.copyOf(registers);
        bases = List.copyOf(bases);
    }

    RegisterMap(List<Register> registers, int gap, int most) {
        this(registers, gap, most, List.of());
    }

    RegisterMap where(Predicate<Register> wanted) {
        return new RegisterMap(registers.stream().filter(wanted).toList(), gap, most, bases);
    }

    /** This map with the registers of another one behind it, read as carefully as either wants. */
    public RegisterMap and(RegisterMap more) {
        List<Register> all = new ArrayList<>(registers);
        all.addAll(more.registers);
        return new RegisterMap(
                all, Math.min(gap, more.gap), Math.min(most, more.most), bases.isEmpty() ? more.bases : bases);
    }

    /** The same registers, each so many addresses further on; those whose place is found stay. */
    public RegisterMap shifted(int by) {
        return new RegisterMap(
                registers.stream()
                        .map(r -> r.place() == null ? r.shifted(by) : r)
                        .toList(),
                gap,
                most,
                bases);
    }

    /** What a reading could not tell apart: a name, a series that stands twice for one model, a metric of two types. */
    public List<String> doubles() {
        List<String> said = new ArrayList<>();
        Map<String, List<Register>> known = new HashMap<>();
        Map<String, Register> metrics = new HashMap<>();
        for (Register register : registers) {
            List<Register> named = known.computeIfAbsent("name " + register.name(), n -> new ArrayList<>());
            if (named.stream().anyMatch(register::meets)) {
                said.add(register.where() + ": register \"" + register.name() + "\" stands in "
                        + named.get(0).where() + " as well; allowed: a name that no other line has");
            }
            named.add(register);
            for (String series : register.series()) {
                List<Register> same = known.computeIfAbsent(series, s -> new ArrayList<>());
                same.stream()
                        .filter(register::meets)
                        .findFirst()
                        .ifPresent(first -> said.add(register.where() + ": "
                                + series + " is the series of " + first.where()
                                + " as well; give one of them a label or another"
                                + " metric"));
                same.add(register);
            }
            Register first = metrics.putIfAbsent(register.metric(), register);
            if (first != null && first.type() != register.type()) {
                said.add(register.where() + ": " + register.metric() + " is a "
                        + first.type().name().toLowerCase(Locale.ROOT) + " in " + first.where()
                        + "; allowed: one type for all that share a metric");
            }
            if (first != null && !first.unit().equals(register.unit())) {
                said.add(register.where() + ": " + register.metric() + " has unit \"" + register.unit() + "\", and \""
                        + first.unit() + "\" in " + first.where() + "; allowed: one unit for all that share a metric");
            }
        }
        return said.stream().distinct().toList();
    }

    public Optional<Register> register(String name) {
        return registers.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    public Plan plan() {
        List<Span> spans = new ArrayList<>();
        registers.forEach(r -> spans.addAll(r.decoding().needs()));
        return Plan.of(spans, gap, most);
    }

    /** A register file with faults: each with file, line and what is allowed. */
    public static class RegisterFault extends IllegalArgumentException {
        private static final int SHOWN = 20;

        private final transient List<String> faults;

        public RegisterFault(List<String> faults) {
            super(String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())))
                    + (faults.size() > SHOWN ? "; and " + (faults.size() - SHOWN) + " more" : ""));
            this.faults = List.copyOf(faults);
        }

        public List<String> faults() {
            return faults;
        }
    }

    /** Makes samples of registers; the series of a device are made once. */
    public static final class Sampler {
        /** One register and its series: one for a plain number, one per name for bits and enumerated values. */
        private record Source(
                Register register, MetricFamily family, Map<String, String> labels, Map<Integer, Series> series) {}

        private final List<Source> sources = new ArrayList<>();

        /** @param more labels on every series */
        public Sampler(RegisterMap map, Map<String, String> more) {
            Map<String, MetricFamily> families = new HashMap<>();
            for (Register register : map.registers()) {
                MetricFamily family = families.computeIfAbsent(
                        register.metric(),
                        name -> new MetricFamily(name, register.type(), register.unit(), register.help()));
                Map<String, String> labels = new LinkedHashMap<>(more);
                labels.putAll(register.labels());
                sources.add(new Source(register, family, labels, series(register, family, labels)));
            }
        }

        private static Map<Integer, Series> series(Register register, MetricFamily family, Map<String, String> labels) {
            Map<Integer, String> names = register.bits().isEmpty() ? register.values() : register.bits();
            if (names.isEmpty()) {
                return Map.of(0, Series.of(family, labels));
            }
            Map<Integer, Series> series = new LinkedHashMap<>();
            names.forEach((number, name) -> {
                Map<String, String> named = new LinkedHashMap<>(labels);
                named.put(register.nameLabel(), name);
                series.put(number, Series.of(family, named));
            });
            return series;
        }

        /** What the image has a value for. */
        public Samples samples(Image image) {
            Samples samples = new Samples(sources.size());
            sources.forEach(source -> add(source, image, samples));
            return samples;
        }

        /** How many sensors the device calls broken. */
        public long broken(Image image) {
            return sources.stream()
                    .filter(source -> source.register().decoding().isBroken(image))
                    .count();
        }

        /** How many readings are beyond what they can be. */
        public long beyond(Image image) {
            return sources.stream()
                    .filter(source -> source.register().decoding().isBeyond(image))
                    .count();
        }

        /** Numbers that the register file has no name for: none of their series is 1. */
        public List<Lack> nameless(Image image) {
            List<Lack> lacks = new ArrayList<>();
            for (Source source : sources) {
                Register register = source.register();
                if (register.bits().isEmpty() && !register.values().isEmpty()) {
                    register.decoding()
                            .value(image)
                            .filter(value -> !register.values().containsKey(value.intValue()))
                            .ifPresent(value -> lacks.add(new Lack(
                                    "unknown_value",
                                    Series.of(source.family(), source.labels()) + ": it reads " + value.longValue()
                                            + ", which the register file has no name for")));
                }
            }
            return lacks;
        }

        private static void add(Source source, Image image, Samples samples) {
            Decoding decoding = source.register().decoding();
            if (source.register().type() == MetricType.INFO) {
                decoding.text(image).ifPresent(text -> {
                    Map<String, String> labels = new LinkedHashMap<>(source.labels());
                    labels.put("text", text);
                    samples.add(Series.of(source.family(), labels), 1);
                });
            } else if (!source.register().bits().isEmpty()) {
                decoding.bits(image).ifPresent(bits -> source.series()
                        .forEach((bit, series) -> samples.add(series, (double) (bits >>> bit & 1))));
            } else if (!source.register().values().isEmpty()) {
                decoding.value(image).ifPresent(value -> source.series()
                        .forEach((number, series) -> samples.add(series, value.doubleValue() == number ? 1 : 0)));
            } else {
                decoding.value(image)
                        .ifPresent(value -> samples.add(source.series().get(0), value));
            }
        }
    }
}
