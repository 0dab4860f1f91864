package io.github.homeexporter.loxone.structure;

import java.util.List;
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

    /** Itself and all below it. */
    public int count() {
        return 1 + subControls.stream().mapToInt(Control::count).sum();
    }
}
