package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    static Selection of(SampleStore store, StatusQuery query) {
        List<Chosen> chosen = new ArrayList<>();
        SortedSet<String> rooms = new TreeSet<>();
        SortedMap<String, String> aliases = new TreeMap<>();
        int total = 0;
        for (DeviceStatus device : store.devices()) {
            String name = device.name();
            boolean wanted = query.wants(name);
            for (StoredSample sample : store.samples(name)) {
                Map<String, String> labels = sample.series().labels();
                // a strip has a name, and each of its sockets another
                String alias = labels.containsKey("child") ? null : labels.get("alias");
                if (alias != null) {
                    aliases.merge(name, alias, (one, other) -> one.equals(other) ? one : "");
                }
                String room = labels.get("room");
                if (wanted && room != null && rooms.size() < MOST_ROOMS) {
                    rooms.add(room);
                }
                if (!wanted || !query.wants(name, sample)) {
                    continue;
                }
                if (total >= query.offset() && chosen.size() < query.limit()) {
                    chosen.add(new Chosen(name, sample.series(), sample.value(), sample.ageMillis()));
                }
                total++;
            }
        }
        return new Selection(chosen, total, rooms, aliases);
    }

    /** As the device names it; ISG values have it as a label. */
    static String unit(Series series) {
        String unit = series.family().unit();
        return unit.isEmpty() ? series.labels().getOrDefault("unit", "") : unit;
    }
}
