package io.github.homeexporter.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Reading.Readings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Converter;

/**
 * Samples as plain data: {@code {name, value, labels, type, unit, help}}, one map or a list of them, or the same as JSON. What
 * {@code samples:} takes, {@code samples:} gives: a batch becomes JSON for whatever a route sends it to besides.
 */
@Converter(generateLoader = true)
public final class SampleMaps {
    private SampleMaps() {}

    static Samples read(Object body) {
        Samples samples = new Samples();
        if (body instanceof Map<?, ?> one) {
            add(one, samples);
        } else if (body instanceof List<?> many) {
            for (Object each : many) {
                if (!(each instanceof Map<?, ?> map)) {
                    throw new IllegalArgumentException("a list of samples holds " + nameOf(each)
                            + "; allowed: maps {name, value, labels, type, unit, help}");
                }
                add(map, samples);
            }
        } else if (body instanceof JsonNode node) {
            // what a jq expression makes when nothing asks for a text
            json(node.toString(), samples);
        } else if (body instanceof String || body instanceof byte[] || body instanceof java.io.InputStream) {
            json(body, samples);
        } else {
            throw new IllegalArgumentException("the body is " + nameOf(body)
                    + "; allowed: a batch, a map {name, value, labels, type, unit, help}, a list of them, or JSON");
        }
        return samples;
    }

    private static void json(Object body, Samples samples) {
        try {
            String text = body instanceof String s
                    ? s
                    : body instanceof byte[] b
                            ? new String(b, StandardCharsets.UTF_8)
                            : new String(((java.io.InputStream) body).readAllBytes(), StandardCharsets.UTF_8);
            Json.each(text, one -> {
                if (!(one instanceof Map<?, ?> map)) {
                    throw new IllegalArgumentException(
                            "the JSON is or holds " + nameOf(one) + "; allowed: an object or an array of objects");
                }
                add(map, samples);
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is neither a sample nor JSON: " + e.getMessage(), e);
        }
    }

    private static void add(Map<?, ?> map, Samples samples) {
        if (!(map.get("name") instanceof String name)) {
            throw new IllegalArgumentException("a sample has no name: " + map.keySet());
        }
        MetricType type = type(name, map.get("type"));
        MetricFamily family = new MetricFamily(name, type, text(map.get("unit")), text(map.get("help")));
        Map<String, String> labels = new LinkedHashMap<>();
        if (map.get("labels") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> labels.put(text(k), text(v)));
        } else if (map.get("labels") != null) {
            throw new IllegalArgumentException(
                    "sample " + name + ": labels is " + nameOf(map.get("labels")) + "; allowed: a map");
        }
        samples.add(Series.of(family, labels), number(name, map.get("value")));
    }

    private static MetricType type(String name, Object type) {
        if (type == null) {
            return name.endsWith("_total") ? MetricType.COUNTER : MetricType.GAUGE;
        }
        return switch (text(type).toLowerCase(Locale.ROOT)) {
            case "gauge" -> MetricType.GAUGE;
            case "counter" -> MetricType.COUNTER;
            case "info" -> MetricType.INFO;
            case "stateset" -> MetricType.STATESET;
            default ->
                throw new IllegalArgumentException(
                        "sample " + name + ": type \"" + type + "\"; allowed: gauge, counter, info, stateset");
        };
    }

    private static double number(String name, Object value) {
        if (value instanceof Number n) {
            return n.doubleValue();
        }
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        String text = text(value).strip();
        String infinity = text.toLowerCase(Locale.ROOT);
        if (infinity.matches("[+-]?inf(inity)?")) {
            // as Prometheus writes it
            return infinity.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        try {
            return infinity.equals("nan") ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // its message knows no name and would be what is told, were it the cause
            IllegalArgumentException named =
                    new IllegalArgumentException("sample " + name + ": value \"" + value + "\" is not a number");
            named.addSuppressed(e);
            throw named;
        }
    }

    private static String text(Object o) {
        return o == null ? "" : o.toString();
    }

    private static String nameOf(Object o) {
        return o == null ? "empty" : "a " + o.getClass().getSimpleName();
    }

    /** An array of {@code {name, value, labels, type, unit, timestamp}}, or of {@code {section, name, text, unit, timestamp}}. */
    @Converter
    public static String toJson(Batch batch) {
        String timestamp = Instant.ofEpochMilli(batch.timestampMillis()).toString();
        List<Object> all = new ArrayList<>();
        if (batch.values() instanceof Samples samples) {
            for (int i = 0; i < samples.size(); i++) {
                if (!Samples.isGone(samples.value(i))) {
                    all.add(object(samples.series(i), samples.value(i), batch.deviceLabel(), timestamp));
                }
            }
        } else if (batch.values() instanceof Readings readings) {
            readings.list().forEach(reading -> all.add(object(reading, timestamp)));
        }
        return Json.write(all);
    }

    private static Map<String, Object> object(Series series, double value, String device, String timestamp) {
        Map<String, Object> labels = new LinkedHashMap<>(series.labels());
        if (!device.isEmpty()) {
            labels.putIfAbsent("device", device);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", series.family().name());
        // JSON has no NaN and no infinity; as a text they are read back
        object.put("value", Double.isFinite(value) ? (Object) value : String.valueOf(value));
        object.put("labels", labels);
        object.put("type", series.family().type().name().toLowerCase(Locale.ROOT));
        if (!series.family().unit().isEmpty()) {
            object.put("unit", series.family().unit());
        }
        object.put("timestamp", timestamp);
        return object;
    }

    private static Map<String, Object> object(Reading reading, String timestamp) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("section", reading.section());
        object.put("name", reading.name());
        object.put("text", reading.text());
        if (!reading.unit().isEmpty()) {
            object.put("unit", reading.unit());
        }
        object.put("timestamp", timestamp);
        return object;
    }
}
