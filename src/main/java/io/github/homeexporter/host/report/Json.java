package io.github.homeexporter.host.report;

import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.Jsoner;

/** A JSON object as a program prints it, read leniently: a field that is missing or of another type is absent. */
public final class Json {
    private static final Json EMPTY = new Json(Map.of());

    private final Map<?, ?> fields;

    private Json(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** @throws IOException when it is not a JSON object; the text itself is not quoted, for it may be long */
    public static Json parse(String text) throws IOException {
        try {
            if (Jsoner.deserialize(text) instanceof Map<?, ?> map) {
                return new Json(map);
            }
        } catch (DeserializationException | RuntimeException e) {
            throw new IOException("not JSON, " + text.length() + " characters", e);
        }
        throw new IOException("JSON, but not an object");
    }

    /** The object at the end of a path of names, empty when there is none. */
    public Json at(String... path) {
        Map<?, ?> at = fields;
        for (String name : path) {
            if (!(at.get(name) instanceof Map<?, ?> map)) {
                return EMPTY;
            }
            at = map;
        }
        return new Json(at);
    }

    /** The objects of a list; others are left out. */
    public List<Json> objects(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(e -> e instanceof Map<?, ?>)
                        .map(e -> new Json((Map<?, ?>) e))
                        .toList()
                : List.of();
    }

    /** The fields that are objects, in their order. */
    public Map<String, Json> objects() {
        Map<String, Json> found = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                found.put(String.valueOf(name), new Json(map));
            }
        });
        return found;
    }

    /** The fields that are numbers, in their order. */
    public Map<String, Double> numbers() {
        Map<String, Double> found = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof Number number) {
                found.put(String.valueOf(name), number.doubleValue());
            }
        });
        return found;
    }

    /** Empty when it is not there. */
    public String text(String name) {
        return fields.get(name) instanceof String s ? s.strip() : "";
    }

    /** A whole number, true and false as 1 and 0; {@link Scan#NONE} when it is not there. */
    public long whole(String name) {
        Object value = fields.get(name);
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        return value instanceof Number n ? n.longValue() : Scan.NONE;
    }
}
