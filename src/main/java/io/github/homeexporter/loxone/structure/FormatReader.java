package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.structure.Control.Formats;
import io.github.homeexporter.loxone.structure.Control.Node;
import io.github.homeexporter.loxone.structure.StructureReader.StateReader;
import io.github.homeexporter.words.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of one control what tells the units of its states. */
public final class FormatReader {
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

    /**
     * The unit in a format: {@code %.1fkWh}, or {@code <v.1> kWh} as newer Loxone Config writes it. It is what stands behind the
     * number; people write words around both.
     */
    public static final class FormatUnit {
        private static final Pattern NUMBER =
                Pattern.compile("%[-+ #0]*\\d*(?:\\.\\d+)?l?[dfiuxXeEgGs]|<v(?:\\.\\d+)?[a-z]?>");
        /** {@code kWh / m²} is one unit, and so is {@code ° C}. */
        private static final Pattern LOOSE = Pattern.compile("(?<=\\S)\\s*/\\s*(?=\\S)|(?<=°)\\s+(?=[CF]\\b)");

        private static final Pattern AROUND = Pattern.compile("^[(\\[{]+|[)\\]},;:!?.]+$");
        private static final Pattern CURRENCY = Pattern.compile("\\p{Sc}|[A-Z]{3}");

        private FormatUnit() {}

        /** Empty when the format names none. */
        public static String of(String format) {
            Matcher number = NUMBER.matcher(format);
            if (!number.find()) {
                String all = unit(format);
                return isUnit(all) ? all : "";
            }
            int start = number.start();
            int end = number.end();
            // what a second number is of is not known
            String behind = number.find() ? "" : unit(format.substring(end));
            return behind.isEmpty() ? before(format.substring(0, start)) : behind;
        }

        private static String unit(String text) {
            List<String> words = words(text);
            if (words.isEmpty()) {
                return "";
            }
            String first = words.get(0);
            // a word among others is part of a sentence: of, until, remaining
            return words.size() == 1 || isUnit(first) ? first : "";
        }

        /** Only what cannot be a word of a sentence is a unit that stands first: {@code € 1.20}. */
        private static String before(String text) {
            List<String> words = words(text);
            String last = words.isEmpty() ? "" : words.get(words.size() - 1);
            return CURRENCY.matcher(last).matches() || (last.equals("°C") || last.equals("°F")) ? last : "";
        }

        private static List<String> words(String text) {
            Matcher loose = LOOSE.matcher(text.replace("%%", "%"));
            String joined = loose.replaceAll(found -> found.group().contains("/") ? "/" : "");
            return Arrays.stream(joined.strip().split("\\s+"))
                    .map(FormatUnit::bare)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        private static String bare(String word) {
            return isUnit(word) ? word : AROUND.matcher(word).replaceAll("");
        }

        private static boolean isUnit(String word) {
            return Unit.of(word).isPresent() || Unit.like(word).isPresent() || word.startsWith("°");
        }
    }
}
