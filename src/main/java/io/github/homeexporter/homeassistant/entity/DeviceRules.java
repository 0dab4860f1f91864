package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.sample.StoredSample;
import io.github.homeexporter.words.Slug;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Home Assistant devices of one of ours. */
public final class DeviceRules {
    private static final Map<String, String> REGISTRY = Map.ofEntries(
            Map.entry("model", "model"),
            Map.entry("waermepumpen_typ", "model"),
            Map.entry("type", "model"),
            Map.entry("firmware", "sw_version"),
            Map.entry("softwarestand", "sw_version"),
            Map.entry("version", "sw_version"),
            Map.entry("hardware", "hw_version"),
            Map.entry("serial", "serial_number"),
            Map.entry("mac", "mac"));
    /** By the last word of what a text is to its device, in whatever language it is called. */
    private static final Map<String, String> ITEMS =
            Map.of("heat_pump_type", "model", "software_version", "sw_version");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> makers = new HashMap<>();

    /** @param csv {@code kind,name,manufacturer} after a heading */
    DeviceRules(String csv) {
        Csv.lines(csv).stream().skip(1).map(Csv.Line::fields).forEach(cells -> {
            names.put(cells.get(0), cells.get(1));
            makers.put(cells.get(0), cells.get(2));
        });
    }

    /** The device itself. */
    DeviceName main(String device, String kind, String slug, List<StoredSample> samples) {
        String own = device.equals(kind) ? names.getOrDefault(kind, device) : device;
        Map<String, String> registry = new LinkedHashMap<>();
        String maker = makers.getOrDefault(kind, "");
        if (!maker.isEmpty()) {
            registry.put("manufacturer", maker);
        }
        for (StoredSample sample : samples) {
            Map<String, String> labels = sample.series().labels();
            if (labels.containsKey("alias") && !labels.containsKey("child")) {
                own = labels.get("alias");
            }
            if (sample.series().family().type() == MetricType.INFO && !labels.containsKey("value")) {
                labels.forEach((name, value) -> {
                    String item = sample.series().item(name).key();
                    String field = ITEMS.getOrDefault(item.substring(item.lastIndexOf('/') + 1), REGISTRY.get(name));
                    if (field != null) {
                        registry.putIfAbsent(field, value);
                    }
                });
            }
        }
        return new DeviceName(slug, own, "", "", Map.copyOf(registry));
    }

    /** Where this series belongs: a room or a socket of the device, or the device itself. */
    static DeviceName of(Series series, DeviceName main) {
        String room = series.labels().get("room");
        if (room != null) {
            return new DeviceName(main.id() + "_room_" + Slug.id(room), room, room, main.id(), Map.of());
        }
        String child = series.labels().get("child");
        if (child != null) {
            String name = series.labels().getOrDefault("alias", "Socket " + child);
            return new DeviceName(main.id() + "_child_" + Slug.id(child), name, "", main.id(), Map.of());
        }
        return main;
    }
}
