package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A control or sub-control.
 *
 * @param uuid its {@code uuidAction}, a sub-control's often with a suffix as in {@code …/AI1}
 * @param room UUID of its room, empty when inherited or none; so is the category
 * @param subControls in the file's order, each with further ones of its own
 */
public record Control(
        String uuid,
        String name,
        String type,
        String room,
        String category,
        List<StateRef> states,
        Formats formats,
        List<Control> subControls) {
    /** What the replaced exporter takes for texts even before the first value. */
    private static final Set<String> TEXT_TYPES = Set.of("TextInput", "Webpage", "TextState");

    private static final Set<String> TEXT_STATES = Set.of("textAndIcon", "text", "textColor", "textInput");

    public boolean isTextOnly() {
        return TEXT_TYPES.contains(type)
                || (!states.isEmpty() && states.stream().allMatch(state -> TEXT_STATES.contains(state.name())));
    }

    Control ofType(String other) {
        return new Control(uuid, name.isEmpty() ? other : name, other, room, category, states, formats, subControls);
    }

    /** Itself and all below it. */
    public int count() {
        return 1 + subControls.stream().mapToInt(Control::count).sum();
    }

    /**
     * How a control wants its states written, from which their units are known.
     *
     * @param details by key of the control's details: {@code format}, {@code actualFormat}, …
     * @param outputs by state name, from {@code statisticV2}
     * @param byUuid by state UUID as written, from {@code statistic}
     * @param accumulated names of states that only count up
     * @param words by key of the details: what numbers are called, of a radio its outputs, of a switch {@code text}
     * @param nodes what a state of an energy monitor is about, by the state's name or UUID
     */
    public record Formats(
            Map<String, String> details,
            Map<String, String> outputs,
            Map<String, String> byUuid,
            Set<String> accumulated,
            Map<String, Map<Integer, String>> words,
            Map<String, Node> nodes) {
        static final Formats NONE = new Formats(Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

        public Map<Integer, String> words(String key) {
            return words.getOrDefault(key, Map.of());
        }
    }

    /** Part of an energy monitor or a wallbox manager: its title, and {@code Grid}, {@code Storage}, {@code Load}, … */
    public record Node(String title, String type) {}

    /** What a state of this control is about; empty for all but monitors. */
    public Optional<Node> node(StateRef state) {
        Node byName = formats.nodes().get(state.name());
        return Optional.ofNullable(
                byName == null ? formats.nodes().get(state.uuid().toString()) : byName);
    }

    /**
     * A state of a control.
     *
     * @param name its name; one of a list of states has its place behind it, as in {@code temperatures[0]}
     */
    public record StateRef(String name, StateUuid uuid) {}

    /** A state where it stands: several slots may share one state, and each gets its value. */
    public record PlacedState(Where place, StateRef state) {}

    /**
     * A control where it stands in the house.
     *
     * @param parent the control it is part of, null for a top-level one
     * @param room name of its own or inherited room, empty when none; so is the category
     * @param number its place among all controls of the file, from 0
     */
    public record Where(Control control, Where parent, String room, String roomUuid, String category, int number) {
        /** The control it is part of at the top, itself when it is one. */
        public Where top() {
            return parent == null ? this : parent.top();
        }

        /** Names of the sub-controls from the top down, joined by {@code /}; empty for a top-level control. */
        public String path() {
            if (parent == null) {
                return "";
            }
            String above = parent.path();
            return above.isEmpty() ? control.name() : above + "/" + control.name();
        }
    }
}
