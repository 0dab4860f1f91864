package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All devices at one moment and what follows from them. A polled device whose values are too old counts as down: the store
 * says so after the missed intervals. One that pushes and is connected, but has said nothing for long, is silent: that
 * degrades the whole and is no outage, since a connection that answers its keep-alive may have nothing to tell.
 *
 * @param devices by name
 * @param silent names of the devices that are silent
 * @param configFiles whether each configuration file's last load succeeded, by file
 */
record Health(Verdict verdict, List<DeviceStatus> devices, Set<String> silent, Map<String, Boolean> configFiles) {
    static final String EXPORT_STATE = "home_exporter_otlp_state";
    private static final double EXPORT_FAILED = 4;
    private static final String CONFIG = "home_exporter_config_last_load_successful";

    /** @param maxAge how long a connected device that pushes may say nothing; zero for as long as it likes */
    static Health of(SampleStore store, Instant now, Duration maxAge) {
        store.sweep();
        List<DeviceStatus> devices = store.devices();
        Map<String, Boolean> files = store.self().numbers(CONFIG).entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().labels().getOrDefault("file", ""), e -> e.getValue() != 0, (a, b) -> a && b));
        Set<String> silent = silent(devices, now, maxAge);
        Verdict verdict = verdict(devices, files);
        // as loxone-prometheus-exporter judges it: the devices are well, and still somebody waits for their values
        boolean exportHasFailed = store.self().numbers(EXPORT_STATE).containsValue(EXPORT_FAILED);
        boolean degraded = verdict == Verdict.HEALTHY && (!silent.isEmpty() || exportHasFailed);
        return new Health(degraded ? Verdict.DEGRADED : verdict, devices, silent, files);
    }

    /** The largest number of a family that the program has of itself. */
    static OptionalDouble number(SampleStore store, String family) {
        return store.self().numbers(family).values().stream()
                .mapToDouble(Double::doubleValue)
                .max();
    }

    /**
     * All of it for machines.
     *
     * @param details further parts by their names
     */
    String text(Instant now, Map<String, Object> details) {
        List<Object> files = new ArrayList<>();
        new TreeMap<>(configFiles).forEach((file, loaded) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("file", file);
            each.put("loaded", loaded);
            files.add(each);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("status", verdict.word());
        all.put("devices", devices.stream().map(device -> json(device, now)).toList());
        all.put("config", files);
        new TreeMap<>(details).forEach((key, list) -> {
            boolean empty = list instanceof Collection<?> c ? c.isEmpty() : list instanceof Map<?, ?> m && m.isEmpty();
            if (!empty) {
                all.put(key, list);
            }
        });
        return Json.write(all) + "\n";
    }

    /** A device for machines. */
    Map<String, Object> json(DeviceStatus device, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", device.name());
        json.put("kind", device.kind());
        json.put("state", device.state().name().toLowerCase(Locale.ROOT));
        json.put("since", device.since().toString());
        json.put("last_sample_age_seconds", age(device.lastSampleMillis(), now));
        json.put("silent", silent.contains(device.name()));
        json.put("last_error", device.lastError().isEmpty() ? null : device.lastError());
        json.put("series", device.series());
        return json;
    }

    /** In seconds; null for never. */
    static Double age(long millis, Instant now) {
        return millis == 0 ? null : (Double) Math.max(0, (now.toEpochMilli() - millis) / 1000.0);
    }

    static Set<String> silent(List<DeviceStatus> devices, Instant now, Duration maxAge) {
        return devices.stream()
                .filter(device -> !maxAge.isZero()
                        && device.state() == DeviceState.UP
                        && device.interval().isZero()
                        && newest(device).plus(maxAge).isBefore(now))
                .map(DeviceStatus::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What it said before it came up does not count against it: its values are on the way. */
    private static Instant newest(DeviceStatus device) {
        Instant sample = Instant.ofEpochMilli(device.lastSampleMillis());
        return sample.isAfter(device.since()) ? sample : device.since();
    }

    static Verdict verdict(List<DeviceStatus> devices, Map<String, Boolean> configFiles) {
        List<DeviceStatus> running = devices.stream()
                .filter(device -> device.state() != DeviceState.STOPPED)
                .toList();
        List<DeviceStatus> away =
                running.stream().filter(device -> !device.kind().equals("host")).toList();
        // the machine we run on always answers; it would hide that every real device is down
        List<DeviceStatus> judged = away.isEmpty() ? running : away;
        long up = judged.stream()
                .filter(device -> device.state() == DeviceState.UP)
                .count();
        if (up == 0 && !judged.isEmpty()) {
            return Verdict.UNHEALTHY;
        }
        return up < judged.size() || configFiles.containsValue(false) ? Verdict.DEGRADED : Verdict.HEALTHY;
    }

    /** The state of the whole. */
    enum Verdict {
        HEALTHY,
        /** Something needs a look; most of it works. */
        DEGRADED,
        /** Nothing that was configured answers. */
        UNHEALTHY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
