package io.github.homeexporter.mutate;

import io.github.homeexporter.words.Slug;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The vocabulary of a rules file: {@code words: <language>: <table>: <meaning>: word or [words]}. A language is one block;
 * rules speak of meanings only, so a new language needs no new rule.
 */
final class Words {
    /** One table over all languages. */
    static final class Table {
        private final Map<String, String> byText = new HashMap<>();
        private final Map<String, String> bySlug = new HashMap<>();
        private final Set<String> meanings = new LinkedHashSet<>();

        /** What a text means, blanks around it and case aside; null when it is no word of the table. */
        String meaning(String text) {
            return byText.get(folded(text));
        }

        /** What a slug means, or null. */
        String meaningOfSlug(String slug) {
            return bySlug.get(slug);
        }

        Set<String> meanings() {
            return meanings;
        }
    }

    private final Map<String, Table> tables = new TreeMap<>();

    Words() {}

    Words(Node node, Faults faults) {
        Fields languages = new Fields(node, "words", faults);
        for (String language : languages.names()) {
            String where = "words: " + language;
            Fields names = new Fields(languages.node(language), where, faults);
            for (String table : names.names()) {
                Fields meanings = new Fields(names.node(table), where + ": " + table, faults);
                meanings.names().forEach(meaning -> add(table, meaning, meanings));
            }
        }
    }

    Table table(String name) {
        return tables.get(name);
    }

    Set<String> names() {
        return tables.keySet();
    }

    private void add(String name, String meaning, Fields meanings) {
        Table table = tables.computeIfAbsent(name, n -> new Table());
        table.meanings.add(meaning);
        for (String word : meanings.texts(meaning)) {
            String before = table.byText.putIfAbsent(folded(word), meaning);
            if (before != null && !before.equals(meaning)) {
                meanings.fault(meaning, "\"" + word + "\" already means " + before + " in table " + name);
            }
            table.bySlug.putIfAbsent(Slug.of(word), meaning);
        }
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
