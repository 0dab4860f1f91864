package io.github.homeexporter.loxone.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table {@code loxone/states.txt}: what the states of control types mean by Loxone's document. */
final class StateTable {
    private static final String FILE = "/loxone/states.txt";
    private static final StateTable SHIPPED = read();

    private final List<Line> lines;
    private final Map<String, List<Line>> byType = new HashMap<>();

    private StateTable(List<Line> lines) {
        this.lines = lines;
    }

    static StateTable shipped() {
        return SHIPPED;
    }

    /**
     * A line of the table.
     *
     * @param field what of a state that is JSON it is about: {@code .locked}, {@code [name].pwr}; empty for the state itself
     * @param unit as in the table, without the mark of a counter
     * @param named where further words are: {@code modes}
     */
    record Line(
            String type,
            String state,
            String field,
            String unit,
            boolean counter,
            boolean bits,
            Set<Double> absent,
            Map<Integer, String> words,
            List<String> named) {}

    /** The line of the state itself. */
    Optional<Line> of(String type, String state) {
        return of(type).stream()
                .filter(line -> line.field().isEmpty() && matches(line.state(), state))
                .findFirst();
    }

    /** Those of what is in a state that is JSON. */
    List<Line> fields(String type, String state) {
        return of(type).stream()
                .filter(line -> !line.field().isEmpty() && matches(line.state(), state))
                .toList();
    }

    private synchronized List<Line> of(String type) {
        return byType.computeIfAbsent(
                type,
                t -> lines.stream().filter(line -> matches(line.type(), t)).toList());
    }

    /** One star at most, for any text. */
    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(text)
                : text.length() >= pattern.length() - 1
                        && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }

    private static StateTable read() {
        try (InputStream in = StateTable.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Line> lines = new ArrayList<>();
            text.lines()
                    .filter(line -> line.contains("|") && !line.startsWith("#"))
                    .forEach(line -> lines.add(line(line)));
            return new StateTable(List.copyOf(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Line line(String text) {
        String[] cells = text.split("\\|", -1);
        String state = cells[1].strip();
        int at = state.contains("[*]") ? -1 : fieldAt(state);
        String unit = cells[2].strip();
        Set<Double> absent = new HashSet<>();
        Map<Integer, String> words = new LinkedHashMap<>();
        List<String> named = new ArrayList<>();
        boolean bits = false;
        for (String value : cells[3].strip().split("\\s+")) {
            int is = value.indexOf('=');
            if (value.startsWith("@")) {
                named.add(value.substring(1));
            } else if (value.startsWith("none=")) {
                absent.add(Double.valueOf(value.substring(is + 1)));
            } else if (is > 0) {
                words.put(Integer.valueOf(value.substring(0, is)), value.substring(is + 1));
            }
            bits |= value.equals("bits");
        }
        return new Line(
                cells[0].strip(),
                at < 0 ? state : state.substring(0, at),
                at < 0 ? "" : state.substring(at),
                unit.replace("!", ""),
                unit.endsWith("!"),
                bits,
                Set.copyOf(absent),
                words,
                List.copyOf(named));
    }

    private static int fieldAt(String state) {
        int list = state.indexOf('[');
        int object = state.indexOf('.');
        return list >= 0 && (object < 0 || list < object) ? list : object;
    }
}
