package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.words.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of names as one line of text: separated by commas, a comma within a name written as {@code \\,}, blanks around it left out. */
public final class FilterText {
    private FilterText() {}

    /** @param text null, as of an option that is not set, for none */
    public static List<String> list(String text) {
        List<String> names = new ArrayList<>();
        if (text == null) {
            return names;
        }
        for (String entry : text.split("(?<!\\\\),", -1)) {
            String name = entry.replace("\\,", ",").strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** The opposite of {@link #list}. */
    public static String join(List<String> names) {
        // a blank, which does not count, keeps a backslash at the end away from the comma
        return names.stream()
                .map(name -> name.replace(",", "\\,") + (name.endsWith("\\") ? " " : ""))
                .collect(Collectors.joining(","));
    }

    /**
     * What is wrong with the entries of one filter setting.
     *
     * @param setting its name: what ends in {@code names} holds shell patterns, what ends in {@code uuids} UUIDs
     * @return one sentence each, empty when nothing is wrong
     */
    public static List<String> faults(String setting, String text) {
        List<String> faults = new ArrayList<>();
        for (String entry : list(text)) {
            if (setting.endsWith("names")) {
                try {
                    Glob.of(entry);
                } catch (IllegalArgumentException e) {
                    faults.add(e.getMessage());
                }
            } else if (setting.endsWith("uuids") && !isUuid(entry)) {
                faults.add("\"" + entry + "\" is no UUID; allowed: as in the structure file,"
                        + " 0f1e2d3c-0004-1a2b-ffff403fb0c34b9e, a sub-control's with /AI1 behind it");
            }
        }
        return faults;
    }

    private static boolean isUuid(String entry) {
        int slash = entry.indexOf('/');
        return StateUuid.parse(slash < 0 ? entry : entry.substring(0, slash)).isPresent();
    }
}
