package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.structure.Control.PlacedState;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Control.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of LoxAPP3.json matters here.
 *
 * @param lastModified as {@code jdev/sps/LoxAPPversion3} answers it
 * @param rooms name by UUID, as are the categories
 * @param blocks what has states and is no control: Audioserver, message centre, autopilot; their type is the key they stand
 *     under
 * @param globalStates state by its name
 * @param operatingModes name by number
 * @param skippedStates states whose UUID could not be read
 */
public record Structure(
        String lastModified,
        MiniserverInfo miniserver,
        Map<String, String> rooms,
        Map<String, String> categories,
        List<Control> controls,
        List<Control> blocks,
        List<StateRef> globalStates,
        Map<Integer, String> operatingModes,
        WeatherServer weather,
        int skippedStates) {

    /** Controls and sub-controls. */
    public int count() {
        return controls.stream().mapToInt(Control::count).sum();
    }

    /** Every state of every control where it stands, in the file's order, whatever the filters say. */
    public List<PlacedState> placed() {
        return placed(controls, 0);
    }

    /** Those of what is no control. */
    public List<PlacedState> placedBlocks() {
        return placed(blocks, count());
    }

    private List<PlacedState> placed(List<Control> all, int first) {
        List<Where> places = new ArrayList<>();
        all.forEach(control -> place(control, null, first, places));
        return places.stream()
                .flatMap(at -> at.control().states().stream().map(state -> new PlacedState(at, state)))
                .toList();
    }

    /** Room and category are inherited. */
    private void place(Control control, Where parent, int first, List<Where> places) {
        String room = control.room().isEmpty() && parent != null ? parent.roomUuid() : control.room();
        String category = control.category().isEmpty() && parent != null
                ? parent.category()
                : categories.getOrDefault(control.category(), "");
        Where at = new Where(control, parent, rooms.getOrDefault(room, ""), room, category, first + places.size());
        places.add(at);
        control.subControls().forEach(sub -> place(sub, at, first, places));
    }

    /** The structure file's {@code msInfo}. */
    public record MiniserverInfo(String serial, String name, String type, boolean fahrenheit) {
        static final MiniserverInfo UNKNOWN = new MiniserverInfo("", "", "", false);

        static MiniserverInfo of(Map<String, String> msInfo) {
            return new MiniserverInfo(
                    msInfo.getOrDefault("serialNr", ""),
                    msInfo.getOrDefault("msName", ""),
                    msInfo.getOrDefault("miniserverType", ""),
                    "1".equals(msInfo.get("tempUnit")));
        }

        /** 0 Gen1, 1 Go Gen1, 2 Gen2, 3 Go Gen2, 4 Compact: TLS from 2 on. */
        public boolean speaksTls() {
            return type.matches("[2-9]");
        }

        public String generation() {
            return switch (type) {
                case "0" -> "Gen1";
                case "1" -> "Go Gen1";
                case "2" -> "Gen2";
                case "3" -> "Go Gen2";
                case "4" -> "Compact";
                default -> type;
            };
        }
    }

    /**
     * The weather service.
     *
     * @param states {@code actual} and {@code forecast}, either may be missing
     * @param formats by field: {@code temperature}, {@code windSpeed}, …
     */
    public record WeatherServer(Map<String, StateUuid> states, Map<String, String> formats) {
        static final WeatherServer NONE = new WeatherServer(Map.of(), Map.of());
    }
}
