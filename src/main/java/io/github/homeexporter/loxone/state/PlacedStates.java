package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.structure.Control;
import io.github.homeexporter.loxone.structure.Control.StateRef;
import io.github.homeexporter.loxone.structure.Control.Where;
import io.github.homeexporter.loxone.structure.Structure;
import java.util.ArrayList;
import java.util.List;

/** Every state of every control of a structure file where it stands, in the file's order, whatever the filters say. */
public final class PlacedStates {
    private final Structure structure;
    private final List<PlacedState> slots = new ArrayList<>();
    private int places;

    private PlacedStates(Structure structure) {
        this.structure = structure;
    }

    public static List<PlacedState> of(Structure structure) {
        PlacedStates all = new PlacedStates(structure);
        structure.controls().forEach(control -> all.walk(control, null, "", ""));
        return all.slots;
    }

    /** Those of what is no control. */
    public static List<PlacedState> ofBlocks(Structure structure) {
        PlacedStates all = new PlacedStates(structure);
        all.places = structure.controls().stream().mapToInt(Control::count).sum();
        structure.blocks().forEach(block -> all.walk(block, null, "", ""));
        return all.slots;
    }

    /** @param inheritedRoom UUID */
    private void walk(Control control, Where parent, String inheritedRoom, String inheritedCategory) {
        String roomUuid = control.room().isEmpty() ? inheritedRoom : control.room();
        String room = structure.rooms().getOrDefault(roomUuid, "");
        String category = control.category().isEmpty()
                ? inheritedCategory
                : structure.categories().getOrDefault(control.category(), "");
        Where place = new Where(control, parent, room, roomUuid, category, places++);
        control.states().forEach(state -> slots.add(new PlacedState(place, state)));
        control.subControls().forEach(sub -> walk(sub, place, roomUuid, category));
    }

    /** A state where it stands: several slots may share one state, and each gets its value. */
    public record PlacedState(Where place, StateRef state) {}
}
