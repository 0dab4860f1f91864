package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.DeviceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@link Health} for machines. */
final class HealthJson {
    private HealthJson() {}

    /** @param details further parts by their names */
    static String write(Health health, Instant now, Map<String, Object> details) {
        List<Object> devices = new ArrayList<>();
        health.devices().forEach(device -> devices.add(device(device, health, now)));
        List<Object> files = new ArrayList<>();
        new TreeMap<>(health.configFiles()).forEach((file, loaded) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("file", file);
            each.put("loaded", loaded);
            files.add(each);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("status", health.verdict().word());
        all.put("devices", devices);
        all.put("config", files);
        new TreeMap<>(details).forEach((key, list) -> {
            boolean empty = list instanceof Collection<?> c ? c.isEmpty() : list instanceof Map<?, ?> m && m.isEmpty();
            if (!empty) {
                all.put(key, list);
            }
        });
        return Json.write(all) + "\n";
    }

    private static Map<String, Object> device(DeviceStatus device, Health health, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", device.name());
        json.put("kind", device.kind());
        json.put("state", device.state().name().toLowerCase(Locale.ROOT));
        json.put("since", device.since().toString());
        json.put("last_sample_age_seconds", age(device, now));
        json.put("silent", health.silent().contains(device.name()));
        json.put("last_error", device.lastError().isEmpty() ? null : device.lastError());
        json.put("series", device.series());
        return json;
    }

    private static Double age(DeviceStatus device, Instant now) {
        return device.lastSampleMillis() == 0
                ? null
                : (Double) Math.max(0, (now.toEpochMilli() - device.lastSampleMillis()) / 1000.0);
    }
}
