package io.github.homeexporter.mutate;

import java.util.List;

/**
 * One rule of a file.
 *
 * @param number its place in the file, from 1
 * @param name what its author calls it, may be empty
 * @param line of the file
 * @param place conditions on what stays the same: section, name, key
 * @param said conditions on what the device says: value, unit, raw
 * @param goOn whether the rules after it are tried too
 */
record Rule(
        int number, String name, int line, List<Condition> place, List<Condition> said, Action action, boolean goOn) {
    /** {@code rule 3 (on and off)}. */
    static String title(int number, String name) {
        return "rule " + number + (name.isEmpty() ? "" : " (" + name + ")");
    }

    String title() {
        return title(number, name);
    }
}
