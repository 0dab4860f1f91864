package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of which series: the lines of {@code entities.csv}, the first that fits counts, and the type where none does. */
public final class EntityRules {
    private static final int COLUMNS = 10;
    private static final EntityRule BY_TYPE = plain(null, "", false);
    private static final EntityRule STATESET_HAS_ITS_NAME = plain(Shape.ENUM, "", false);

    private final List<EntityRule> rules;
    private final List<Glob> include;

    private EntityRules(List<EntityRule> rules, List<Glob> include) {
        this.rules = rules;
        this.include = include;
    }

    /** @throws IllegalArgumentException naming the line */
    static EntityRules parse(String csv) {
        List<EntityRule> rules = new ArrayList<>();
        String[] lines = csv.split("\\R");
        boolean head = true;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            if (!head) {
                rules.add(rule(lines[i], i + 1));
            }
            head = false;
        }
        return new EntityRules(List.copyOf(rules), List.of());
    }

    /** The same, with the metrics of these names no longer left out. */
    public EntityRules including(List<Glob> metrics) {
        return new EntityRules(rules, metrics);
    }

    EntityRule of(Series series) {
        boolean demanded = Glob.any(include, series.family().name());
        for (EntityRule rule : rules) {
            if (rule.fits(series) && !(demanded && rule.shape() == Shape.SKIP)) {
                return rule;
            }
        }
        return switch (series.family().type()) {
            case STATESET -> STATESET_HAS_ITS_NAME;
            case INFO -> plain(textLabel(series).isEmpty() ? Shape.INFO : Shape.TEXT, textLabel(series), true);
            default -> BY_TYPE;
        };
    }

    /** The label an info's text stands in, when it has one text only. */
    private static String textLabel(Series series) {
        for (String name : List.of("value", "text")) {
            if (series.labels().containsKey(name)) {
                return name;
            }
        }
        return "";
    }

    private static EntityRule plain(Shape shape, String label, boolean diagnostic) {
        return new EntityRule(
                Glob.anyOf("*"), Map.of(), shape, label, "", "", "", "", diagnostic, false, Set.of(), null);
    }

    private static EntityRule rule(String line, int number) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "entities.csv:" + number + ": has " + cells.length + " columns, not " + COLUMNS);
        }
        String[] as = cells[2].split(":", 2);
        Set<String> category = words(cells[7]);
        return new EntityRule(
                Glob.anyOf(cells[0]),
                conditions(cells[1]),
                as[0].isEmpty() ? null : Shape.valueOf(as[0].toUpperCase(Locale.ROOT)),
                as.length > 1 ? as[1] : "",
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                category.contains("diagnostic"),
                category.contains("off"),
                words(cells[8]),
                cells[9].isEmpty() ? null : Glob.anyOf(cells[9]));
    }

    private static Map<String, Glob> conditions(String cell) {
        Map<String, Glob> conditions = new LinkedHashMap<>();
        for (String word : words(cell)) {
            String[] parts = word.split("=", 2);
            conditions.put(parts[0], Glob.anyOf(parts[1]));
        }
        return conditions;
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.split(" ")).filter(w -> !w.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
