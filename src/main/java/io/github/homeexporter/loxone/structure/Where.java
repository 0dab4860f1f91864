package io.github.homeexporter.loxone.structure;

/**
 * A control where it stands in the house.
 *
 * @param parent the control it is part of, null for a top-level one
 * @param room name of its own or inherited room, empty when none; so is the category
 * @param number its place among all controls of the file, from 0
 */
public record Where(Control control, Where parent, String room, String category, int number) {
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
