package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** {@link Health} for machines. */
final class HealthJson {
    private HealthJson() {}

    /** @param details further parts by their names */
    static String write(Health health, Instant now, Map<String, Object> details) {
        JsonArray devices = new JsonArray();
        health.devices().forEach(device -> devices.add(device(device, health, now)));
        JsonArray files = new JsonArray();
        new TreeMap<>(health.configFiles()).forEach((file, loaded) -> {
            JsonObject each = new JsonObject();
            each.put("file", file);
            each.put("loaded", loaded);
            files.add(each);
        });
        JsonObject all = new JsonObject();
        all.put("status", health.verdict().word());
        all.put("devices", devices);
        all.put("config", files);
        new TreeMap<>(details).forEach((key, list) -> {
            boolean empty = list instanceof Collection<?> c ? c.isEmpty() : list instanceof Map<?, ?> m && m.isEmpty();
            if (!empty) {
                all.put(key, list);
            }
        });
        return all.toJson() + "\n";
    }

    private static JsonObject device(DeviceStatus device, Health health, Instant now) {
        JsonObject json = new JsonObject();
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
