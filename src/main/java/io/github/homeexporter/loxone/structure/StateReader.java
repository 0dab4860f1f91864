package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code states}: name to UUID, or name to a list of UUIDs. */
final class StateReader {
    private final int maxStates;
    /** The same few names again and again: one text each. */
    private final Map<String, String> names = new HashMap<>();

    private int taken;
    private int skipped;

    StateReader(int maxStates) {
        this.maxStates = maxStates;
    }

    /** States whose UUID could not be read, or that were too many. */
    int skipped() {
        return skipped;
    }

    /** From the object the parser stands on. */
    List<StateRef> read(JsonParser json) throws IOException {
        List<StateRef> states = new ArrayList<>(4);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = once(json.currentName());
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                take(name, json.getText(), states);
            } else if (token == JsonToken.START_ARRAY) {
                list(name, json, states);
            } else {
                json.skipChildren();
            }
        }
        return List.copyOf(states);
    }

    private void list(String name, JsonParser json, List<StateRef> states) throws IOException {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                take(once(name + "[" + i + "]"), json.getText(), states);
            } else {
                json.skipChildren();
            }
        }
    }

    private void take(String name, String text, List<StateRef> states) {
        Optional<StateUuid> uuid = StateUuid.parse(text);
        if (uuid.isPresent() && taken < maxStates) {
            taken++;
            states.add(new StateRef(name, uuid.get()));
        } else {
            skipped++;
        }
    }

    /** A text for every equal one that came before. */
    String once(String text) {
        String known = names.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
