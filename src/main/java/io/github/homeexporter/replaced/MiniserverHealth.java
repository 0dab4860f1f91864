package io.github.homeexporter.replaced;

import io.github.homeexporter.sample.DeviceState;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.HealthDetail;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list {@code miniservers} that loxone-prometheus-exporter's health page had, with its keys. */
public final class MiniserverHealth implements HealthDetail {
    /** These two are there in every naming and as long as the route is. */
    private static final String DISCOVERED = "home_exporter_loxone_controls_discovered";

    private static final String EXPORTED = "home_exporter_loxone_controls_exported";

    @Override
    public String key() {
        return "miniservers";
    }

    @Override
    public Collection<?> of(SampleStore store) {
        Map<String, DeviceStatus> devices =
                store.devices().stream().collect(Collectors.toMap(DeviceStatus::name, Function.identity()));
        Map<Map<String, String>, Double> exported = store.self().numbers(EXPORTED).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().labels(), Map.Entry::getValue));
        return store.self().numbers(DISCOVERED).entrySet().stream()
                .map(entry -> one(entry.getKey(), entry.getValue(), exported, devices))
                .toList();
    }

    private static Map<String, Object> one(
            Series series,
            double discovered,
            Map<Map<String, String>, Double> exported,
            Map<String, DeviceStatus> devices) {
        String device = series.labels().getOrDefault("device", "loxone");
        Optional<DeviceStatus> status = Optional.ofNullable(devices.get(device));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", series.labels().getOrDefault("miniserver", ""));
        json.put("connected", status.map(s -> s.state() == DeviceState.UP).orElse(false));
        json.put("last_update", status.map(s -> s.lastSampleMillis() / 1000.0).orElse(0.0));
        json.put("controls_discovered", (long) discovered);
        json.put(
                "controls_exported", exported.getOrDefault(series.labels(), 0.0).longValue());
        return json;
    }
}
