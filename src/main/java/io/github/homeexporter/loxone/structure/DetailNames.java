package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.structure.Control.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads out of a control's details what its numbers are called: modes, outputs, sequences, on and off, nodes. */
final class DetailNames {
    private static final Set<String> LISTS = Set.of("modes", "outputs", "sequences", "modeList", "text", "status");
    /** How a node names the states that are about it: {@code actualEfmState} of energy monitors, the others of wallbox managers. */
    private static final Set<String> STATES = Set.of("actualEfmState", "actualState", "limitedByState");

    private static final Map<String, Integer> ON_OFF = Map.of("off", 0, "on", 1);
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
        } else {
            json.skipChildren();
        }
    }

    /** Number to text, or number to an object with a name. */
    private void byKey(String name, JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT) {
                put(name, key, LoxoneJson.scalars(json).get("name"));
            } else if (token == JsonToken.VALUE_STRING) {
                put(name, key, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private void put(String list, String number, String word) {
        String digits = number == null ? "" : String.valueOf(ON_OFF.getOrDefault(number, null));
        String id = "null".equals(digits) ? number : digits;
        if (word != null && !word.isBlank() && id.matches("-?\\d{1,9}")) {
            Map<Integer, String> of = words.computeIfAbsent(list, l -> new TreeMap<>());
            if (of.size() < MOST) {
                of.put(Integer.valueOf(id), word);
            }
        }
    }

    private void node(JsonParser json) throws IOException {
        Map<String, String> one = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            if (field.equals("nodes")) {
                LoxoneJson.eachObject(json, this::node);
            } else if (token == JsonToken.VALUE_STRING) {
                one.put(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
        String title = one.getOrDefault("title", "");
        for (String state : STATES) {
            if (one.containsKey(state) && nodes.size() < MOST && !title.isBlank()) {
                nodes.put(one.get(state), new Node(title, one.getOrDefault("nodeType", "")));
            }
        }
    }
}
