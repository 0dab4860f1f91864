package io.github.homeexporter.replaced;

import io.github.homeexporter.otlp.ExportHealth;
import io.github.homeexporter.otlp.OtlpComponent;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.status.HealthDetail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The object {@code otlp} that loxone-prometheus-exporter's health page had, with its keys; only where something is exported. */
public record OtlpHealth(CamelContext context) implements HealthDetail {
    @Override
    public String key() {
        return "otlp";
    }

    @Override
    public Map<String, ?> of(SampleStore store) {
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
