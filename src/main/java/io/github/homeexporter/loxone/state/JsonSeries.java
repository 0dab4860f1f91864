package io.github.homeexporter.loxone.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.state.State.NumberTarget;
import io.github.homeexporter.loxone.state.State.TextTarget;
import io.github.homeexporter.loxone.structure.Meanings.Field;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The numbers within a state that is JSON, or a list: what is no longer in it goes. */
final class JsonSeries implements TextTarget {
    /** A list longer than this is no list of what a house has. */
    private static final int MOST_PARTS = 200;

    private final Field field;
    private final BiFunction<Field, String, NumberTarget> series;
    private final Map<String, NumberTarget> parts = new LinkedHashMap<>();

    /** @param series what a number of the field becomes, by the part of the list that it is of, empty for none */
    JsonSeries(Field field, BiFunction<Field, String, NumberTarget> series) {
        this.field = field;
        this.series = series;
    }

    @Override
    public void text(String text, Samples out) {
        Map<String, Double> numbers = numbers(text);
        Set<String> old = new HashSet<>(parts.keySet());
        old.removeAll(numbers.keySet());
        old.forEach(part -> parts.remove(part).forget(out));
        numbers.forEach((part, number) ->
                parts.computeIfAbsent(part, p -> series.apply(field, p)).number(number, out));
    }

    @Override
    public void forget(Samples out) {
        parts.values().forEach(part -> part.forget(out));
        parts.clear();
    }

    @Override
    public void collect(List<Series> all) {
        parts.values().forEach(part -> part.collect(all));
    }

    /** By part; what is not there has none. */
    private Map<String, Double> numbers(String text) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        String path = field.path();
        if (path.equals(".count")) {
            // entries are separated by pipes
            numbers.put("", text.isBlank() ? 0.0 : text.split("\\|", -1).length);
            return numbers;
        }
        if (text.isBlank()) {
            // so that less is sent, a control that is not locked says nothing
            if (field.meaning().words().containsKey(0)) {
                numbers.put("", 0.0);
            }
            return numbers;
        }
        try (JsonParser json = LoxoneJson.parser(text)) {
            JsonToken first = json.nextToken();
            if (path.startsWith(".") && first == JsonToken.START_OBJECT) {
                put("", LoxoneJson.scalars(json).get(path.substring(1)), numbers);
            } else if (path.equals("[]") && first == JsonToken.START_ARRAY) {
                items(json, numbers);
            } else if (path.startsWith("[") && first == JsonToken.START_ARRAY) {
                parts(json, path, numbers);
            }
        } catch (IOException broken) {
            numbers.clear();
        }
        return numbers;
    }

    private static void items(JsonParser json, Map<String, Double> numbers) throws IOException {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY && i < MOST_PARTS; i++) {
            if (json.currentToken().isScalarValue()) {
                put(Integer.toString(i), json.getText(), numbers);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void parts(JsonParser json, String path, Map<String, Double> numbers) throws IOException {
        String name = path.substring(1, path.indexOf(']'));
        String value = path.substring(path.indexOf('.') + 1);
        List<Map<String, String>> all = new ArrayList<>();
        LoxoneJson.eachObject(json, object -> all.add(LoxoneJson.scalars(object)));
        for (Map<String, String> part : all) {
            if (numbers.size() < MOST_PARTS && !part.getOrDefault(name, "").isBlank()) {
                put(part.get(name).strip(), part.get(value), numbers);
            }
        }
    }

    private static void put(String part, String text, Map<String, Double> numbers) {
        if ("true".equals(text) || "false".equals(text)) {
            numbers.putIfAbsent(part, text.equals("true") ? 1.0 : 0.0);
        } else if (text != null && text.matches("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?")) {
            numbers.putIfAbsent(part, Double.valueOf(text));
        }
    }
}
