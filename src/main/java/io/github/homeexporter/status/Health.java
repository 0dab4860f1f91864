package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final String EXPORT_STATE = "home_exporter_otlp_state";
    private static final double EXPORT_FAILED = 4;
    private static final String CONFIG = "home_exporter_config_last_load_successful";

    /** @param maxAge how long a connected device that pushes may say nothing; zero for as long as it likes */
    static Health of(SampleStore store, Instant now, Duration maxAge) {
        store.sweep();
        List<DeviceStatus> devices = store.devices();
        Map<String, Boolean> files = store.self().numbers(CONFIG).entrySet().stream()
                .collect(Collectors.toMap(e -> file(e.getKey()), e -> e.getValue() != 0, (a, b) -> a && b));
        Set<String> silent = silent(devices, now, maxAge);
        Verdict verdict = verdict(devices, files);
        boolean degraded = verdict == Verdict.HEALTHY && (!silent.isEmpty() || exportHasFailed(store));
        return new Health(degraded ? Verdict.DEGRADED : verdict, devices, silent, files);
    }

    /** As loxone-prometheus-exporter judges it: the devices are well, and still somebody waits for their values. */
    private static boolean exportHasFailed(SampleStore store) {
        return store.self().numbers(EXPORT_STATE).containsValue(EXPORT_FAILED);
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
                running.stream().filter(device -> !isHost(device)).toList();
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

    private static boolean isHost(DeviceStatus device) {
        return device.kind().equals("host");
    }

    private static String file(Series series) {
        return series.labels().getOrDefault("file", "");
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
