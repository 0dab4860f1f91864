package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code controls} and, at any depth, {@code subControls}. */
final class ControlReader {
    private final StateReader states;

    ControlReader(StateReader states) {
        this.states = states;
    }

    /** From the object the parser stands on: UUID to control. */
    List<Control> readAll(JsonParser json) throws IOException {
        List<Control> controls = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String uuid = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                controls.add(read(uuid, json));
            } else {
                json.skipChildren();
            }
        }
        return List.copyOf(controls);
    }

    private Control read(String key, JsonParser json) throws IOException {
        String uuid = key;
        String name = "";
        String type = "";
        String room = "";
        String category = "";
        List<StateRef> refs = List.of();
        List<Control> subControls = List.of();
        FormatReader formats = new FormatReader(states);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                switch (field) {
                    case "name" -> name = json.getText();
                    case "type" -> type = states.once(json.getText());
                    case "uuidAction" -> uuid = json.getText();
                    case "room" -> room = states.once(json.getText());
                    case "cat" -> category = states.once(json.getText());
                    default -> {}
                }
            } else if (token == JsonToken.START_OBJECT) {
                switch (field) {
                    case "states" -> refs = states.read(json);
                    case "subControls" -> subControls = readAll(json);
                    case "details" -> formats.details(json);
                    case "statisticV2" -> formats.statisticV2(json);
                    case "statistic" -> formats.statistic(json);
                    default -> {}
                }
            }
            json.skipChildren();
        }
        return new Control(uuid, name, type, room, category, refs, formats.formats(), subControls);
    }
}
