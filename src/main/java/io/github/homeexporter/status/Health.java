package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All devices at one moment and what follows from them. A polled device whose values are too old counts as down: the store
 * says so after the missed intervals.
 *
 * @param devices by name
 * @param configFiles whether each configuration file's last load succeeded, by file
 */
record Health(Verdict verdict, List<DeviceStatus> devices, Map<String, Boolean> configFiles) {
    private static final String CONFIG = "home_exporter_config_last_load_successful";

    static Health of(SampleStore store) {
        store.sweep();
        List<DeviceStatus> devices = store.devices();
        Map<String, Boolean> files = store.self().numbers(CONFIG).entrySet().stream()
                .collect(Collectors.toMap(e -> file(e.getKey()), e -> e.getValue() != 0, (a, b) -> a && b));
        return new Health(verdict(devices, files), devices, files);
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
}
