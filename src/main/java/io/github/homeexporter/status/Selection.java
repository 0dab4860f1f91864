package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceSamples;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The series a query asks for, at one moment, by device and name.
 *
 * @param total how many there are without offset and limit
 * @param rooms the rooms that series of the devices asked for name, whatever else is asked
 * @param aliases what people call a device, by its name; empty where its series' labels {@code alias} do not agree
 */
record Selection(List<Chosen> series, int total, SortedSet<String> rooms, SortedMap<String, String> aliases) {
    private static final int MOST_ROOMS = 500;

    /** Small, since a slow reader holds thousands of them. */
    record Chosen(String device, Series series, double value, long ageMillis) {}

    /**
     * What the series of a device say of it, found out once for as long as it has the same ones.
     *
     * @param alias null when there is none, empty when they do not agree
     */
    record Labels(DeviceSamples of, SortedSet<String> rooms, String alias) {
        private static Labels of(DeviceSamples samples) {
            SortedSet<String> rooms = new TreeSet<>();
            String alias = null;
            for (StoredSample sample : samples) {
                Map<String, String> labels = sample.series().labels();
                // a strip has a name, and each of its sockets another
                String own = labels.containsKey("child") ? null : labels.get("alias");
                if (own != null) {
                    alias = alias == null || alias.equals(own) ? own : "";
                }
                String room = labels.get("room");
                if (room != null && rooms.size() < MOST_ROOMS) {
                    rooms.add(room);
                }
            }
            return new Labels(samples, rooms, alias);
        }
    }

    /** @param known labels by device, from one selection to the next */
    static Selection of(SampleStore store, StatusQuery query, Map<String, Labels> known) {
        List<Chosen> chosen = new ArrayList<>();
        SortedSet<String> rooms = new TreeSet<>();
        SortedMap<String, String> aliases = new TreeMap<>();
        Set<String> names = new HashSet<>();
        int total = 0;
        for (DeviceStatus device : store.devices()) {
            String name = device.name();
            names.add(name);
            DeviceSamples samples = store.samples(name);
            Labels labels = known.compute(
                    name,
                    (n, before) ->
                            before == null || !before.of().isOfSameSeries(samples) ? Labels.of(samples) : before);
            if (labels.alias() != null) {
                aliases.put(name, labels.alias());
            }
            if (query.wants(name)) {
                labels.rooms().stream().limit(MOST_ROOMS - rooms.size()).forEach(room -> rooms.add(room));
                total += choose(name, samples, query, total, chosen);
            }
        }
        known.keySet().retainAll(names);
        return new Selection(chosen, total, rooms, aliases);
    }

    /** How many there are in it. */
    private static int choose(String name, DeviceSamples samples, StatusQuery query, int before, List<Chosen> chosen) {
        Predicate<Series> wanted = query.of(name);
        if (wanted == StatusQuery.ANY) {
            int from = Math.max(0, query.offset() - before);
            for (int i = from; i < samples.size() && chosen.size() < query.limit(); i++) {
                chosen.add(chosen(name, samples.get(i)));
            }
            return samples.size();
        }
        int found = 0;
        for (StoredSample sample : samples) {
            if (wanted.test(sample.series())) {
                if (before + found >= query.offset() && chosen.size() < query.limit()) {
                    chosen.add(chosen(name, sample));
                }
                found++;
            }
        }
        return found;
    }

    private static Chosen chosen(String name, StoredSample sample) {
        return new Chosen(name, sample.series(), sample.value(), sample.ageMillis());
    }

    /** As the device names it; ISG values have it as a label. */
    static String unit(Series series) {
        String unit = series.family().unit();
        return unit.isEmpty() ? series.labels().getOrDefault("unit", "") : unit;
    }
}
