package io.github.homeexporter.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody meant who misspelt a word. */
public final class NearestWord {
    private NearestWord() {}

    /** The known word a person most likely meant. Empty when nothing is near: more than a third of the letters would have to change. */
    public static Optional<String> of(String word, Collection<String> known) {
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
}
