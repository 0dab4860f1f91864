package io.github.homeexporter.demo.luxtronik;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The menu of a simulated controller, as {@code demo/luxtronik.csv} has it. */
final class LuxtronikMenu {
    static final List<String> LANGUAGES = List.of("de", "en", "nl", "cs", "fi");
    private static final String TABLE = "/demo/luxtronik.csv";

    /**
     * One line of the menu.
     *
     * @param number its place in the table
     * @param names one for each language
     * @param what what it shows; empty for a page or a section, {@code log} for one that only a whole page shows
     */
    record Entry(int number, List<String> names, String what, List<Entry> children) {
        boolean isLeaf() {
            return !what.isEmpty() && !isLog();
        }

        boolean isLog() {
            return what.equals("log");
        }
    }

    private LuxtronikMenu() {}

    /** The top-level pages. */
    static List<Entry> read() {
        try (InputStream in = LuxtronikMenu.class.getResourceAsStream(TABLE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + TABLE, e);
        }
    }

    private static List<Entry> parse(String table) {
        List<List<Entry>> open = new ArrayList<>(List.of(new ArrayList<>()));
        int number = 0;
        for (String line : table.lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] cells = line.split(";", 7);
            int depth = Integer.parseInt(cells[0]);
            Entry entry = new Entry(
                    number++, Arrays.asList(cells).subList(1, 1 + LANGUAGES.size()), cells[6], new ArrayList<>());
            open.subList(depth + 1, open.size()).clear();
            open.get(depth).add(entry);
            open.add(entry.children());
        }
        return open.get(0);
    }
}
