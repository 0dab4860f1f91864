package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Condition.ReadingField;
import io.github.homeexporter.mutate.RuleSet.RuleOutcome;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One place of one device: its words as slugs, the rules that can take it, the series it made so far. */
final class Subject {
    /** What became of the last few texts: values move to and fro. */
    private static final class RecentOutcomes extends LinkedHashMap<Reading, RuleOutcome> {
        private static final int MAX = 8;

        RecentOutcomes() {
            super(MAX, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reading, RuleOutcome> eldest) {
            return size() > MAX;
        }
    }

    /** A rule whose conditions on the place are met, and what those conditions found. */
    record Candidate(Rule rule, Map<String, Object> variables) {}

    private static final int REMEMBERED_SHAPES = 32;

    final String section;
    final String sectionName;
    final String name;
    final String key;
    /** The same in every language; null when the vocabulary does not know it. */
    final String itemSection;

    final String item;
    /** section/item, null when the vocabulary does not know it. */
    final String itemPath;
    /** Once is enough, and every changed value comes by here. */
    boolean isToldUnnamed;

    final Map<String, Object> variables = new HashMap<>();
    final List<Candidate> candidates = new ArrayList<>();
    final Map<Reading, RuleOutcome> outcomes = new RecentOutcomes();
    private final Map<SeriesDraft.Shape, List<List<Series>>> series = new HashMap<>();

    Subject(String device, String kind, String sectionName, String name, Words words) {
        this.section = Slug.path(sectionName);
        this.sectionName = sectionName;
        this.name = name;
        this.key = Slug.of(name);
        this.itemSection = words.section(section);
        this.item = words.item(itemSection, key);
        this.itemPath = item == null ? null : itemSection + "/" + item;
        variables.put("device", device);
        variables.put("kind", kind);
        variables.put("section", section);
        variables.put("section_name", sectionName);
        variables.put("name", name);
        variables.put("key", key);
        variables.put("item", item == null ? key : item);
        variables.put("item_section", itemSection == null ? section : itemSection);
    }

    String of(ReadingField field) {
        return switch (field) {
            case SECTION -> section;
            case NAME -> name;
            case ITEM -> item == null ? "" : item;
            default -> key;
        };
    }

    List<List<Series>> series(SeriesDraft.Shape shape) {
        return series.get(shape);
    }

    void series(SeriesDraft.Shape shape, List<List<Series>> made) {
        if (series.size() >= REMEMBERED_SHAPES) {
            series.clear();
        }
        series.put(shape, made);
    }
}
