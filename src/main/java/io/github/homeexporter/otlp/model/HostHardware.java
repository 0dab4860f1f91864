package io.github.homeexporter.otlp.model;

import io.github.homeexporter.otlp.model.HostConventions.Draft;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sensors as the conventions for hardware have them: what node_exporter spreads over info metrics stands on each point. */
final class HostHardware {
    private static final String TEMPERATURE = "node_hwmon_temp_celsius";
    private static final String LIMIT_TYPE = "hw.limit_type";

    private HostHardware() {}

    static void add(Draft draft) {
        Map<String, String> names = words(draft, "node_hwmon_chip_names", "chip_name");
        Map<String, String> places = words(draft, "node_hwmon_sensor_label", "label");
        sensors(draft, names, places, TEMPERATURE, "hw.temperature", "Cel", Map.of());
        sensors(
                draft,
                names,
                places,
                "node_hwmon_temp_max_celsius",
                "hw.temperature.limit",
                "Cel",
                Map.of(LIMIT_TYPE, "high.degraded"));
        sensors(
                draft,
                names,
                places,
                "node_hwmon_temp_crit_celsius",
                "hw.temperature.limit",
                "Cel",
                Map.of(LIMIT_TYPE, "high.critical"));
        sensors(draft, names, places, "node_hwmon_fan_rpm", "hw.fan.speed", "rpm", Map.of());
        sensors(draft, names, places, "node_hwmon_in_volts", "hw.voltage", "V", Map.of());
    }

    private static void sensors(
            Draft draft,
            Map<String, String> names,
            Map<String, String> places,
            String family,
            String metric,
            String unit,
            Map<String, String> constants) {
        draft.rows(family, "chip", "sensor").forEach((labels, value) -> {
            Map<String, String> attributes = new TreeMap<>(labels);
            String chip = attributes.remove("chip");
            String sensor = attributes.remove("sensor");
            attributes.put("hw.id", chip + "/" + sensor);
            put(attributes, "hw.name", names.get(chip));
            put(attributes, "hw.sensor_location", places.get(chip + "/" + sensor));
            attributes.putAll(constants);
            draft.add(metric, Metric.Kind.GAUGE, unit, attributes, value);
            draft.take(family);
        });
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** By chip, or by chip and sensor. */
    private static Map<String, String> words(Draft draft, String family, String label) {
        Map<String, String> words = new HashMap<>();
        draft.rows(family, "chip", label).keySet().forEach(labels -> {
            String sensor = labels.get("sensor");
            words.put(sensor == null ? labels.get("chip") : labels.get("chip") + "/" + sensor, labels.get(label));
        });
        return words;
    }
}
