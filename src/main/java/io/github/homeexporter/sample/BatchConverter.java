package io.github.homeexporter.sample;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Reading.Readings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;

/** Makes JSON of a batch for whatever a route sends it to besides: what {@code samples:} takes, {@code samples:} gives. */
@Converter(generateLoader = true)
public final class BatchConverter {
    private BatchConverter() {}

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
        object.put("type", series.family().type().name().toLowerCase(java.util.Locale.ROOT));
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
