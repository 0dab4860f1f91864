package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Cycle.Image;
import io.github.homeexporter.modbus.registers.Decoding;
import io.github.homeexporter.modbus.registers.Register;
import io.github.homeexporter.modbus.registers.RegisterMap;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes samples of registers; the series of a device are made once. */
public final class Sampler {
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
    long broken(Image image) {
        return sources.stream()
                .filter(source -> source.register().decoding().isBroken(image))
                .count();
    }

    /** How many readings are beyond what they can be. */
    long beyond(Image image) {
        return sources.stream()
                .filter(source -> source.register().decoding().isBeyond(image))
                .count();
    }

    /** Numbers that the register file has no name for: none of their series is 1. */
    List<Lack> nameless(Image image) {
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
            decoding.value(image).ifPresent(value -> samples.add(source.series().get(0), value));
        }
    }
}
