package io.github.homeexporter.mutate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
public final class Faults {
    private final String file;
    private final List<RuleFault> list = new ArrayList<>();

    public Faults(String file) {
        this.file = file;
    }

    public void add(int line, String where, String message) {
        // what is wrong in YAML may be a line's end
        RuleFault fault = new RuleFault(file, line, where, message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "));
        if (!list.contains(fault)) {
            list.add(fault);
        }
    }

    public void add(Node node, String where, String message) {
        add(line(node), where, message);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** By line. */
    public List<RuleFault> list() {
        return list.stream().sorted(Comparator.comparingInt(RuleFault::line)).toList();
    }

    public static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** {@code unknown key "untit"; did you mean "unit"? allowed: …}. */
    static String unknown(String what, String word, Collection<String> allowed) {
        String nearest =
                nearest(word, allowed).map(a -> "did you mean \"" + a + "\"? ").orElse("");
        String list = allowed.isEmpty()
                ? "none"
                : String.join(", ", allowed.stream().sorted().toList());
        return "unknown " + what + " \"" + word + "\"; " + nearest + "allowed: " + list;
    }

    /** The known word a person most likely meant. Empty when nothing is near: more than a third of the letters would have to change. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(Comparator.naturalOrder()))
                .filter(k -> distance(word, k) <= Math.max(2, word.length() / 3));
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /**
     * One thing wrong with a rules file.
     *
     * @param file as it was asked for
     * @param line counted from 1; 0 when the fault is of the whole file
     * @param where which rule or part, may be empty
     * @param message what is wrong and what is allowed
     */
    public record RuleFault(String file, int line, String where, String message) {
        @Override
        public String toString() {
            return file + (line > 0 ? ":" + line : "") + ": " + (where.isEmpty() ? "" : where + ": ") + message;
        }
    }
}
