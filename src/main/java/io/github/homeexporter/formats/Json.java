package io.github.homeexporter.formats;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * A JSON object as somebody else wrote it, read within bounds and leniently: a field that is missing or of another type is
 * absent. Faults say what is wrong and where, without a word of the text, which may be long or hold secrets.
 */
public final class Json {
    /** What a text of some megabytes can be made of is many times its size: so many pieces, of some 70 bytes each, at most. */
    private static final long MOST_TOKENS =
            Math.max(50_000, Runtime.getRuntime().maxMemory() / 1024);

    private static final int DEEPEST = 32;

    private static final Json EMPTY = new Json(MissingNode.getInstance());

    private final JsonNode node;

    private Json(JsonNode node) {
        this.node = node;
    }

    /** Not in {@link Json} itself: who only writes, at the start perhaps, need not wait for databind to load. */
    private static final class Reading {
        /** Names are not kept in a table of known ones: a stranger's names would only make it grow. */
        static final JsonMapper MAPPER = JsonMapper.builder(factory(bounds()))
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        /** Of an array one element after the other, so that only one is there at a time. */
        static final ObjectReader ONE_BY_ONE = MAPPER.readerFor(Object.class)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(factory(bounds().maxTokenCount(Long.MAX_VALUE)));

        private Reading() {}
    }

    private static JsonFactory factory(StreamReadConstraints.Builder bounds) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                // as some devices, and sensors -j in some releases, write it
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .streamReadConstraints(bounds.build())
                .build();
    }

    private static StreamReadConstraints.Builder bounds() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(1_000_000)
                .maxNumberLength(100)
                .maxTokenCount(MOST_TOKENS);
    }

    /** For whoever else reads JSON in this program, as the expressions of routes do; to be called before they first do. */
    public static void boundAll() {
        StreamReadConstraints.overrideDefaultStreamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(200)
                .maxTokenCount(MOST_TOKENS)
                .build());
    }

    /** @throws IOException when it is not a JSON object, nested too deep, or a text or number in it is too long */
    public static Json parse(String text) throws IOException {
        JsonNode node = tree(text);
        if (!node.isObject()) {
            throw new IOException("JSON, but not an object");
        }
        return new Json(node);
    }

    /** Any JSON, within the same bounds. */
    public static JsonNode tree(String text) throws IOException {
        try {
            JsonNode node = Reading.MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new IOException("not JSON, but empty");
            }
            return node;
        } catch (JacksonException | NumberFormatException e) {
            throw fault(e);
        }
    }

    /** Maps, lists, texts, numbers (fractions as {@link java.math.BigDecimal}) and booleans; null for {@code null}. */
    public static Object plain(String text) throws IOException {
        return Reading.MAPPER.convertValue(tree(text), Object.class);
    }

    /**
     * As {@link #plain}: of an array each element by itself, so that a long one is never there as a whole; anything else as one.
     * Those before a fault are handed over.
     */
    public static void each(String text, Consumer<Object> taker) throws IOException {
        try (JsonParser in = Reading.ONE_BY_ONE.createParser(text)) {
            boolean array = in.nextToken() == JsonToken.START_ARRAY;
            if (in.currentToken() == null) {
                throw new IOException("not JSON, but empty");
            }
            while (!array || in.nextToken() != JsonToken.END_ARRAY) {
                taker.accept(Reading.ONE_BY_ONE.readValue(in, Object.class));
                if (!array) {
                    break;
                }
            }
            if (in.nextToken() != null) {
                throw new IOException("not JSON, but something stands behind it");
            }
        } catch (JacksonException | NumberFormatException e) {
            throw fault(e);
        }
    }

    /** An exponent that no number can have is to Jackson no fault of the text. */
    private static IOException fault(Exception failure) {
        if (!(failure instanceof JacksonException e) || e instanceof StreamConstraintsException) {
            return new IOException(
                    "not JSON within bounds: nested too deep, a text or number too long, or too many pieces");
        }
        return new IOException(
                e.getLocation() == null
                        ? "not JSON"
                        : "not JSON at line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr());
    }

    /** No fields at all. */
    public static Json empty() {
        return EMPTY;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** The object at the end of a path of names, empty when there is none. */
    public Json object(String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        return at.isObject() ? new Json(at) : EMPTY;
    }

    /** The objects of a list; others are left out. */
    public List<Json> objects(String name) {
        return list(name).stream().filter(JsonNode::isObject).map(Json::new).toList();
    }

    /** The fields that are objects, in their order. */
    public Map<String, Json> objects() {
        Map<String, Json> found = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                found.put(field.getKey(), new Json(field.getValue()));
            }
        });
        return found;
    }

    /** The fields that are numbers, in their order. */
    public Map<String, Double> numbers() {
        Map<String, Double> found = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                found.put(field.getKey(), field.getValue().doubleValue());
            }
        });
        return found;
    }

    /** The whole numbers of a list, as numbers or as texts; others are left out. */
    public List<Integer> numbers(String name) {
        return list(name).stream()
                .filter(each ->
                        each.isNumber() || each.isTextual() && each.textValue().matches("\\d{1,6}"))
                .map(JsonNode::asInt)
                .toList();
    }

    /** The texts of a list; others are left out. */
    public List<String> texts(String name) {
        return list(name).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Empty when it is not there. */
    public String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : "";
    }

    /** A number, also one that is written as a text; NaN when it is not there; true and false are 1 and 0. */
    public double number(String name) {
        JsonNode value = node.path(name);
        boolean written = value.isTextual() && value.textValue().matches("-?\\d{1,18}(\\.\\d{1,18})?");
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        return value.isNumber() || written ? value.asDouble() : Double.NaN;
    }

    /** A whole number; true and false are 1 and 0. */
    public long whole(String name, long otherwise) {
        JsonNode value = node.path(name);
        return value.isNumber() || value.isBoolean() ? value.asLong() : otherwise;
    }

    public int integer(String name, int otherwise) {
        return node.path(name).isNumber() ? node.path(name).intValue() : otherwise;
    }

    public boolean flag(String name) {
        return number(name) == 1;
    }

    private List<JsonNode> list(String name) {
        JsonNode list = node.path(name);
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false).toList() : List.of();
    }

    /** Of maps, whose keys keep their order, collections, numbers, booleans and whatever is a text; null where JSON has no number. */
    public static String write(Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Writing.FACTORY.createGenerator(out)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static final class Writing {
        static final JsonFactory FACTORY = new JsonFactory();

        private Writing() {}
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value == null || value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            json.writeNull();
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
