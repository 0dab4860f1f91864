package io.github.homeexporter.mutate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
public final class Faults {
    private final String file;
    private final List<RuleFault> list = new ArrayList<>();

    public Faults(String file) {
        this.file = file;
    }

    public void add(int line, String where, String message) {
        RuleFault fault = new RuleFault(file, line, where, message);
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
        String nearest = allowed.stream()
                .min(Comparator.comparingInt(a -> distance(word, a)))
                .filter(a -> distance(word, a) <= Math.max(1, word.length() / 2))
                .map(a -> "did you mean \"" + a + "\"? ")
                .orElse("");
        String list = allowed.isEmpty()
                ? "none"
                : String.join(", ", allowed.stream().sorted().toList());
        return "unknown " + what + " \"" + word + "\"; " + nearest + "allowed: " + list;
    }

    /** Levenshtein's. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
