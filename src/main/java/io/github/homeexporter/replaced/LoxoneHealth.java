package io.github.homeexporter.replaced;

import io.github.homeexporter.otlp.OtlpComponent;
import io.github.homeexporter.otlp.OtlpComponent.ExportHealth;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.StatusComponent.HealthDetail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Parts that loxone-prometheus-exporter's health page had, with its keys. */
public final class LoxoneHealth {
    /** These two are there in every naming and as long as the route is. */
    private static final String DISCOVERED = "home_exporter_loxone_controls_discovered";

    private static final String EXPORTED = "home_exporter_loxone_controls_exported";

    private LoxoneHealth() {}

    public static void bind(CamelContext context) {
        context.getRegistry().bind("miniserverHealth", new HealthDetail("miniservers", LoxoneHealth::miniservers));
        context.getRegistry().bind("otlpHealth", new HealthDetail("otlp", store -> otlp(context)));
    }

    static List<Map<String, Object>> miniservers(SampleStore store) {
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

    /** Only where something is exported. */
    private static Map<String, Object> otlp(CamelContext context) {
        // not made for the question: without an export there is no such component
        if (!(context.hasComponent("otlp") instanceof OtlpComponent otlp)) {
            return Map.of();
        }
        List<ExportHealth> exports = otlp.health();
        return exports.isEmpty() ? Map.of() : json(exports.get(0));
    }

    private static Map<String, Object> json(ExportHealth export) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", export.state());
        json.put("last_success", export.lastSuccessMillis() / 1000.0);
        json.put("consecutive_failures", export.failures());
        json.put("last_error", export.lastError().isEmpty() ? null : export.lastError());
        return json;
    }
}
