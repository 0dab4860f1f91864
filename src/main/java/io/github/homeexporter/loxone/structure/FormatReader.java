package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.Node;
import io.github.homeexporter.loxone.structure.StructureReader.StateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        LoxoneJson.eachField(json, (name, value) -> {
            if (value == JsonToken.VALUE_STRING && name.toLowerCase(Locale.ROOT).endsWith("format")) {
                details.put(texts.once(name), texts.once(json.getText()));
            } else {
                names.read(name, json);
            }
        });
    }

    /** {@code groups[].dataPoints[]} with {@code output} and {@code format}; a group may be {@code accumulated}. */
    void statisticV2(JsonParser json) throws IOException {
        LoxoneJson.eachField(json, (name, value) -> {
            if (name.equals("groups")) {
                LoxoneJson.eachObject(json, this::group);
            }
        });
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
        LoxoneJson.eachField(json, (name, value) -> {
            if (name.equals("outputs")) {
                LoxoneJson.eachObject(json, this::output);
            }
        });
    }

    private void output(JsonParser json) throws IOException {
        Map<String, String> output = LoxoneJson.scalars(json);
        if (output.containsKey("uuid") && output.containsKey("format")) {
            byUuid.put(output.get("uuid"), texts.once(output.get("format")));
        }
    }

    /** Reads out of a control's details what its numbers are called: modes, outputs, sequences, on and off, nodes. */
    static final class DetailNames {
        private static final Set<String> LISTS = Set.of("modes", "outputs", "sequences", "modeList", "text", "status");
        /** How a node names the states that are about it: {@code actualEfmState} of energy monitors, the others of wallbox managers. */
        private static final Set<String> STATES = Set.of("actualEfmState", "actualState", "limitedByState");

        private static final Map<String, String> ON_OFF = Map.of("off", "0", "on", "1");
        private static final int MOST = 200;

        private final Map<String, Map<Integer, String>> words = new HashMap<>(2);
        private final Map<String, Node> nodes = new HashMap<>(2);

        boolean isEmpty() {
            return words.isEmpty() && nodes.isEmpty();
        }

        Map<String, Map<Integer, String>> words() {
            return Map.copyOf(words);
        }

        Map<String, Node> nodes() {
            return Map.copyOf(nodes);
        }

        /** One detail, from the value the parser stands on. */
        void read(String name, JsonParser json) throws IOException {
            JsonToken token = json.currentToken();
            if (name.equals("nodes")) {
                LoxoneJson.eachObject(json, this::node);
            } else if (name.equals("allOff") && token == JsonToken.VALUE_STRING) {
                put("outputs", "0", json.getText());
            } else if (LISTS.contains(name) && token == JsonToken.START_ARRAY) {
                LoxoneJson.eachObject(json, object -> {
                    Map<String, String> one = LoxoneJson.scalars(object);
                    put(name, one.get("id"), one.get("name"));
                });
            } else if (LISTS.contains(name) && token == JsonToken.START_OBJECT) {
                byKey(name, json);
            }
        }

        /** Number to text, or number to an object with a name. */
        private void byKey(String name, JsonParser json) throws IOException {
            LoxoneJson.eachField(json, (key, value) -> {
                if (value == JsonToken.START_OBJECT) {
                    put(name, key, LoxoneJson.scalars(json).get("name"));
                } else if (value == JsonToken.VALUE_STRING) {
                    put(name, key, json.getText());
                }
            });
        }

        private void put(String list, String number, String word) {
            String id = number == null ? "" : ON_OFF.getOrDefault(number, number);
            if (word != null && !word.isBlank() && id.matches("-?\\d{1,9}")) {
                Map<Integer, String> of = words.computeIfAbsent(list, l -> new TreeMap<>());
                if (of.size() < MOST) {
                    of.put(Integer.valueOf(id), word);
                }
            }
        }

        private void node(JsonParser json) throws IOException {
            Map<String, String> one = new HashMap<>();
            LoxoneJson.eachField(json, (field, value) -> {
                if (field.equals("nodes")) {
                    LoxoneJson.eachObject(json, this::node);
                } else if (value == JsonToken.VALUE_STRING) {
                    one.put(field, json.getText());
                }
            });
            String title = one.getOrDefault("title", "");
            for (String state : STATES) {
                if (one.containsKey(state) && nodes.size() < MOST && !title.isBlank()) {
                    nodes.put(one.get(state), new Node(title, one.getOrDefault("nodeType", "")));
                }
            }
        }
    }
}
