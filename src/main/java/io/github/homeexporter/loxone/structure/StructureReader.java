package io.github.homeexporter.loxone.structure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Structure.MiniserverInfo;
import io.github.homeexporter.loxone.structure.Structure.WeatherServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final List<Control> blocks = new ArrayList<>();
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
        LoxoneJson.eachField(json, (name, value) -> {
            if (value == JsonToken.START_OBJECT) {
                object(name, json);
            } else if (value == JsonToken.VALUE_STRING && name.equals("lastModified")) {
                lastModified = json.getText();
            }
        });
        if (!hasControls) {
            throw new StructureException("structure file: it has no controls object");
        }
        return new Structure(
                lastModified,
                miniserver,
                rooms,
                categories,
                controls,
                blocks,
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
            default ->
                controlReader.readAll(json).stream()
                        .filter(block -> !block.states().isEmpty())
                        .forEach(block -> blocks.add(block.ofType(name)));
        }
    }

    private static void names(JsonParser json, Map<String, String> names) throws IOException {
        LoxoneJson.eachField(json, (uuid, value) -> {
            if (value == JsonToken.START_OBJECT) {
                names.put(uuid, LoxoneJson.scalars(json).getOrDefault("name", ""));
            }
        });
    }

    private WeatherServer weather(JsonParser json) throws IOException {
        Map<String, StateUuid> places = new LinkedHashMap<>();
        Map<String, String> formats = new LinkedHashMap<>();
        LoxoneJson.eachField(json, (name, value) -> {
            if (value == JsonToken.START_OBJECT && name.equals("states")) {
                states.read(json).forEach(state -> places.put(state.name(), state.uuid()));
            } else if (value == JsonToken.START_OBJECT && name.equals("format")) {
                formats.putAll(LoxoneJson.scalars(json));
            }
        });
        return new WeatherServer(places, formats);
    }

    /** A structure file that cannot be used; the message says why and where, without its content. */
    public static final class StructureException extends Exception {
        StructureException(String message) {
            super(message);
        }
    }

    /** Reads {@code controls} and, at any depth, {@code subControls}. */
    static final class ControlReader {
        private final StateReader states;

        ControlReader(StateReader states) {
            this.states = states;
        }

        /** From the object the parser stands on: UUID to control. */
        List<Control> readAll(JsonParser json) throws IOException {
            List<Control> controls = new ArrayList<>();
            LoxoneJson.eachField(json, (uuid, value) -> {
                if (value == JsonToken.START_OBJECT) {
                    controls.add(read(uuid, json));
                }
            });
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

    /** Reads {@code states}: name to UUID, or name to a list of UUIDs. */
    static final class StateReader {
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
            LoxoneJson.eachField(json, (name, value) -> {
                if (value == JsonToken.VALUE_STRING) {
                    take(once(name), json.getText(), states);
                } else if (value == JsonToken.START_ARRAY) {
                    list(name, json, states);
                }
            });
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
}
