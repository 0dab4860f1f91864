package io.github.homeexporter.mutate;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.words.Slug;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The vocabulary of a rules file: {@code words: <language>: <table>: <meaning>: word or [words]}. A language is one block;
 * rules speak of meanings only, so a new language needs no new rule. And {@code items: <section>: <item>: word, [words] or
 * {language: words}}: what each thing a device shows is called in all of its languages and firmware, one row a thing.
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

    /** Of the table that the sections of {@code items} are words of. */
    private static final String SECTIONS = "sections";

    private final Map<String, Table> tables = new TreeMap<>();
    /** By section, by slug. */
    private final Map<String, Map<String, String>> items = new HashMap<>();

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

    /** Reads {@code items:}; a section or an item is also called what the key says, whatever the language. */
    void items(Node node, Faults faults) {
        Fields sections = new Fields(node, "items", faults);
        Table known = tables.computeIfAbsent(SECTIONS, n -> new Table());
        known.meanings.forEach(section -> known.bySlug.putIfAbsent(Slug.of(section), section));
        for (String section : sections.names()) {
            if (!known.meanings.contains(section)) {
                sections.fault(section, Faults.unknown("word of table " + SECTIONS, section, known.meanings));
            }
            String where = "items: " + section;
            Fields rows = new Fields(sections.node(section), where, faults);
            Map<String, String> bySlug = items.computeIfAbsent(section, s -> new HashMap<>());
            rows.names().forEach(item -> bySlug.put(Slug.of(item), item));
            rows.names().forEach(item -> words(rows, item, faults).forEach(word -> {
                String before = bySlug.putIfAbsent(Slug.of(word), item);
                if (before != null && !before.equals(item)) {
                    rows.fault(item, "\"" + word + "\" already is " + before + " in this section");
                }
            }));
        }
    }

    private static List<String> words(Fields rows, String item, Faults faults) {
        if (rows.node(item) instanceof MappingNode row) {
            Fields languages = new Fields(row, "items: " + item, faults);
            return languages.names().stream()
                    .flatMap(language -> languages.texts(language).stream())
                    .toList();
        }
        return rows.texts(item);
    }

    boolean hasItems() {
        return !items.isEmpty();
    }

    /**
     * What a section is in every language: by the outermost part of its path that has items, so that a settings page's
     * temperatures are settings, else by the innermost that is known; null when none is.
     */
    String section(String path) {
        Table sections = tables.get(SECTIONS);
        String found = null;
        for (String part : path.split("/", -1)) {
            String meaning = sections == null ? null : sections.meaningOfSlug(part);
            if (items.containsKey(meaning)) {
                return meaning;
            }
            found = meaning == null ? found : meaning;
        }
        return found;
    }

    /** Whether there is such a row, as section/item. */
    boolean isItem(String path) {
        int slash = path.indexOf('/');
        return slash > 0
                && items.getOrDefault(path.substring(0, slash), Map.of()).containsValue(path.substring(slash + 1));
    }

    /** What an item of a section is in every language, or null. */
    String item(String section, String slug) {
        return section == null ? null : items.getOrDefault(section, Map.of()).get(slug);
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
