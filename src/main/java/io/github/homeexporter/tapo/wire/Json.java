package io.github.homeexporter.tapo.wire;

import java.util.List;
import java.util.Map;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A JSON object as a plug sends it, read leniently: a field that is missing or of another type is absent. */
public final class Json {
    private static final Json EMPTY = new Json(new JsonObject());

    private final Map<?, ?> fields;

    private Json(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** @throws TransportFault when it is not a JSON object */
    public static Json parse(String text) throws TransportFault {
        try {
            if (Jsoner.deserialize(text) instanceof Map<?, ?> map) {
                return new Json(map);
            }
            throw TransportFault.broken("the plug's answer is not a JSON object", null);
        } catch (DeserializationException | RuntimeException e) {
            // the text is not quoted: it may hold an SSID or a place
            throw TransportFault.broken("the plug's answer is not JSON", e);
        }
    }

    /** No fields at all. */
    public static Json empty() {
        return EMPTY;
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Empty when it is not there. */
    public Json object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? new Json(map) : EMPTY;
    }

    /** The objects of a list; others are left out. */
    public List<Json> objects(String name) {
        return list(name).stream()
                .filter(e -> e instanceof Map<?, ?>)
                .map(e -> new Json((Map<?, ?>) e))
                .toList();
    }

    /** The whole numbers of a list; others are left out. */
    public List<Integer> numbers(String name) {
        return list(name).stream()
                .filter(e -> e instanceof Number || (e instanceof String s && s.matches("\\d{1,6}")))
                .map(e -> Integer.valueOf(e instanceof Number n ? n.intValue() : Integer.parseInt((String) e)))
                .toList();
    }

    /** The strings of a list; others are left out. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(e -> e instanceof String)
                .map(String.class::cast)
                .toList();
    }

    /** Empty when it is not there. */
    public String text(String name) {
        return fields.get(name) instanceof String s ? s : "";
    }

    /** NaN when it is not there; true and false are 1 and 0. */
    public double number(String name) {
        Object value = fields.get(name);
        if (value instanceof Boolean b) {
            return b ? 1 : 0;
        }
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    public int integer(String name, int otherwise) {
        return fields.get(name) instanceof Number n ? n.intValue() : otherwise;
    }

    public boolean flag(String name) {
        return number(name) == 1;
    }

    private List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /** A string literal with its quotes. */
    public static String quoted(String text) {
        return '"' + Jsoner.escape(text) + '"';
    }
}
