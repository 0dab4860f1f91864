package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads LoxAPP3.json as a stream: what does not matter here never becomes an object, so a large file costs little more than
 * itself.
 */
public final class StructureReader {
    private final Map<String, String> rooms = new LinkedHashMap<>();
    private final Map<String, String> categories = new LinkedHashMap<>();
    private final Map<Integer, String> operatingModes = new LinkedHashMap<>();
    private final List<StateRef> globalStates = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private final StateReader states;
    private final ControlReader controlReader;
    private String lastModified = "";
    private MiniserverInfo miniserver = MiniserverInfo.UNKNOWN;
    private WeatherServer weather = WeatherServer.NONE;
    private boolean hasControls;

    private StructureReader(int maxStates) {
        states = new StateReader(maxStates);
        controlReader = new ControlReader(states);
    }

    /**
     * @param maxStates states that are kept; the rest is counted as skipped
     * @throws StructureException when the text is not JSON, or JSON of something else
     */
    public static Structure read(String text, int maxStates) throws StructureException {
        try (JsonParser json = LoxoneJson.parser(text)) {
            return new StructureReader(maxStates).read(json);
        } catch (IOException e) {
            throw new StructureException("structure file: " + LoxoneJson.where(e));
        }
    }

    private Structure read(JsonParser json) throws IOException, StructureException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new StructureException("structure file: not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(name, json);
            } else if (token == JsonToken.VALUE_STRING && name.equals("lastModified")) {
                lastModified = json.getText();
            }
            json.skipChildren();
        }
        if (!hasControls) {
            throw new StructureException("structure file: it has no controls object");
        }
        return new Structure(
                lastModified,
                miniserver,
                rooms,
                categories,
                controls,
                globalStates,
                operatingModes,
                weather,
                states.skipped());
    }

    private void object(String name, JsonParser json) throws IOException {
        switch (name) {
            case "msInfo" -> miniserver = MiniserverInfo.of(LoxoneJson.scalars(json));
            case "globalStates" -> globalStates.addAll(states.read(json));
            case "operatingModes" ->
                LoxoneJson.scalars(json).forEach((number, mode) -> {
                    if (number.matches("-?\\d{1,9}")) {
                        operatingModes.put(Integer.valueOf(number), mode);
                    }
                });
            case "rooms" -> names(json, rooms);
            case "cats" -> names(json, categories);
            case "controls" -> {
                hasControls = true;
                controls.addAll(controlReader.readAll(json));
            }
            case "weatherServer" -> weather = weather(json);
            default -> {}
        }
    }

    private static void names(JsonParser json, Map<String, String> names) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String uuid = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                names.put(uuid, LoxoneJson.scalars(json).getOrDefault("name", ""));
            }
            json.skipChildren();
        }
    }

    private WeatherServer weather(JsonParser json) throws IOException {
        Map<String, StateUuid> places = new LinkedHashMap<>();
        Map<String, String> formats = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            if (object && name.equals("states")) {
                states.read(json).forEach(state -> places.put(state.name(), state.uuid()));
            } else if (object && name.equals("format")) {
                formats = LoxoneJson.scalars(json);
            }
            json.skipChildren();
        }
        return new WeatherServer(places, formats);
    }
}
