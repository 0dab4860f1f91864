package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One value of a device: a line of a register file.
 *
 * @param where file and line it comes from
 * @param name by which it is written; unique in its file
 * @param metric name of its metric; several registers may share one when their labels differ
 * @param values number to name: one series per name, 1 for the one that is on
 * @param bits bit to name, the lowest is 0: one series per name
 * @param nameLabel label that carries the name of a bit or of an enumerated value
 * @param writable whether it may be written at all
 * @param min least value that may be written, in its unit
 * @param max greatest value that may be written, in its unit
 * @param models models that have it; empty for all
 * @param place where it lies in a model of SunSpec, whose number is one of the models; null when its address is fixed
 */
public record Register(
        String where,
        String name,
        String metric,
        Map<String, String> labels,
        Decoding decoding,
        String unit,
        MetricType type,
        String help,
        Map<Integer, String> values,
        Map<Integer, String> bits,
        String nameLabel,
        boolean writable,
        double min,
        double max,
        Set<String> models,
        Place place) {
    /**
     * Addresses count from the number of the model it lies in.
     *
     * @param repeat length of the block that repeats, 0 when there is none
     * @param label that tells the blocks apart
     */
    record Place(int repeat, String label) {}

    public Register {
        labels = Map.copyOf(labels);
        values = Map.copyOf(values);
        bits = Map.copyOf(bits);
        models = Set.copyOf(models);
    }

    boolean isNamed(String model) {
        return models.contains(model.toLowerCase(Locale.ROOT));
    }

    boolean isOf(String model) {
        return model.isEmpty() || models.isEmpty() || models.contains(model.toLowerCase(Locale.ROOT));
    }

    /** Metric and labels of each series it makes, as one text. */
    Set<String> series() {
        Map<Integer, String> names = bits.isEmpty() ? values : bits;
        if (names.isEmpty()) {
            return Set.of(metric + new TreeMap<>(labels));
        }
        Set<String> series = new LinkedHashSet<>();
        for (String name : names.values()) {
            Map<String, String> all = new TreeMap<>(labels);
            all.put(nameLabel, name);
            series.add(metric + all);
        }
        return series;
    }

    /** Whether a device can have both. */
    boolean meets(Register other) {
        return models.isEmpty() || other.models.isEmpty() || !Collections.disjoint(models, other.models);
    }

    Register shifted(int by) {
        return with(name, labels, decoding.shifted(by), models, place);
    }

    /** The exponent of another one's, moved. */
    Register exponentFrom(Register other, int by) {
        Decoding moved = decoding.exponent(other.decoding.shifted(by).scale().exponent());
        return with(name, labels, moved, models, place);
    }

    /** At a place of the device, with labels that tell which. */
    Register placed(int by, Map<String, String> which) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(which);
        String there = name + (which.isEmpty() ? "" : which.values().toString());
        return with(there, all, decoding.shifted(by), Set.of(), null);
    }

    private Register with(
            String otherName,
            Map<String, String> otherLabels,
            Decoding otherDecoding,
            Set<String> otherModels,
            Place otherPlace) {
        return new Register(
                where,
                otherName,
                metric,
                otherLabels,
                otherDecoding,
                unit,
                type,
                help,
                values,
                bits,
                nameLabel,
                writable,
                min,
                max,
                otherModels,
                otherPlace);
    }
}
