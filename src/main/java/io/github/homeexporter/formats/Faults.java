package io.github.homeexporter.formats;

import io.github.homeexporter.words.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that its author sees all of it at once. */
public final class Faults {
    private final String file;
    private final List<FileFault> list = new ArrayList<>();

    public Faults(String file) {
        this.file = file;
    }

    public void add(int line, String where, String message) {
        // what is wrong in YAML may be a line's end
        FileFault fault = new FileFault(
                file, line, where, message.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]", " "));
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
    public List<FileFault> list() {
        return list.stream().sorted(Comparator.comparingInt(FileFault::line)).toList();
    }

    public static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** {@code unknown key "untit"; did you mean "unit"? allowed: …}. */
    public static String unknown(String what, String word, Collection<String> allowed) {
        String nearest = NearestWord.of(word, allowed)
                .map(a -> "did you mean \"" + a + "\"? ")
                .orElse("");
        String list = allowed.isEmpty()
                ? "none"
                : String.join(", ", allowed.stream().sorted().toList());
        return "unknown " + what + " \"" + word + "\"; " + nearest + "allowed: " + list;
    }

    /**
     * One thing wrong with a file.
     *
     * @param file as it was asked for
     * @param line counted from 1; 0 when the fault is of the whole file
     * @param where which part, a rule for one, may be empty
     * @param message what is wrong and what is allowed
     */
    public record FileFault(String file, int line, String where, String message) {
        @Override
        public String toString() {
            return file + (line > 0 ? ":" + line : "") + ": " + (where.isEmpty() ? "" : where + ": ") + message;
        }
    }
}
