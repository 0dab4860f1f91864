package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.structure.Control.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads out of one control what tells the units of its states. */
final class FormatReader {
    private final StateReader texts;
    private final Map<String, String> details = new HashMap<>(2);
    private final Map<String, String> outputs = new HashMap<>(2);
    private final Map<String, String> byUuid = new HashMap<>(2);
    private final Set<String> accumulated = new HashSet<>(2);
    private final DetailNames names = new DetailNames();

    FormatReader(StateReader texts) {
        this.texts = texts;
    }

    Formats formats() {
        return details.isEmpty() && outputs.isEmpty() && byUuid.isEmpty() && names.isEmpty()
                ? Formats.NONE
                : new Formats(
                        Map.copyOf(details),
                        Map.copyOf(outputs),
                        Map.copyOf(byUuid),
                        Set.copyOf(accumulated),
                        names.words(),
                        names.nodes());
    }

    void details(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING
                    && name.toLowerCase(Locale.ROOT).endsWith("format")) {
                details.put(texts.once(name), texts.once(json.getText()));
            } else {
                names.read(name, json);
            }
        }
    }

    /** {@code groups[].dataPoints[]} with {@code output} and {@code format}; a group may be {@code accumulated}. */
    void statisticV2(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean groups = json.currentName().equals("groups");
            json.nextToken();
            if (groups) {
                LoxoneJson.eachObject(json, this::group);
            } else {
                json.skipChildren();
            }
        }
    }

    private void group(JsonParser json) throws IOException {
        boolean accumulates = false;
        List<String> names = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "accumulated" -> accumulates = token == JsonToken.VALUE_TRUE;
                case "dataPoints" -> LoxoneJson.eachObject(json, points -> dataPoint(points, names));
                default -> {}
            }
            json.skipChildren();
        }
        if (accumulates) {
            accumulated.addAll(names);
        }
    }

    private void dataPoint(JsonParser json, List<String> names) throws IOException {
        Map<String, String> point = LoxoneJson.scalars(json);
        if (point.containsKey("output") && point.containsKey("format")) {
            String output = texts.once(point.get("output"));
            outputs.put(output, texts.once(point.get("format")));
            names.add(output);
        }
    }

    /** {@code outputs[]} with {@code uuid} of a state and {@code format}. */
    void statistic(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean list = json.currentName().equals("outputs");
            json.nextToken();
            if (list) {
                LoxoneJson.eachObject(json, this::output);
            } else {
                json.skipChildren();
            }
        }
    }

    private void output(JsonParser json) throws IOException {
        Map<String, String> output = LoxoneJson.scalars(json);
        if (output.containsKey("uuid") && output.containsKey("format")) {
            byUuid.put(output.get("uuid"), texts.once(output.get("format")));
        }
    }
}
