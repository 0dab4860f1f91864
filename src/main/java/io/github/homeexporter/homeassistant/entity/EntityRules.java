package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of which series: the lines of {@code entities.csv}, the first that fits counts, and the type where none does. */
public final class EntityRules {
    private static final int COLUMNS = 10;
    private static final int MOST_FAMILIES = 5_000;
    private static final EntityRule BY_TYPE = plain(null, "", false);
    private static final EntityRule STATESET_HAS_ITS_NAME = plain(Shape.ENUM, "", false);

    private final List<EntityRule> rules;
    private final Map<String, List<EntityRule>> ofFamilies = new ConcurrentHashMap<>();
    private final List<Glob> include;
    private final OwnEntities own;

    private EntityRules(List<EntityRule> rules, List<Glob> include, OwnEntities own) {
        this.rules = rules;
        this.include = include;
        this.own = own;
    }

    /** As they lie in the jar. */
    public static EntityRules shipped() {
        return parse(ofJar("entities.csv"));
    }

    /** @throws IllegalArgumentException naming the line */
    static EntityRules parse(String csv) {
        // after the line of names
        return new EntityRules(
                Csv.lines(csv).stream().skip(1).map(EntityRules::rule).toList(), List.of(), OwnEntities.NONE);
    }

    /** The same, with the metrics of these names no longer left out. */
    public EntityRules including(List<Glob> metrics) {
        return new EntityRules(rules, metrics, own);
    }

    /** The same, with the owner's words over them. */
    public EntityRules with(OwnEntities other) {
        return new EntityRules(rules, include, other);
    }

    /** What the owner asked for of this series and does not get. */
    Optional<String> notTaken(Series series, Entity made) {
        return own.notTaken(series, made);
    }

    EntityRule of(Series series) {
        return own.of(series, shipped(series));
    }

    private EntityRule shipped(Series series) {
        boolean demanded = Glob.any(include, series.family().name()) || own.demands(series);
        for (EntityRule rule : ofFamily(series.family().name())) {
            if (rule.fits(series) && !(demanded && rule.shape() == Shape.SKIP)) {
                return rule.shape() == null ? rule.as(byType(series)) : rule;
            }
        }
        return byType(series);
    }

    /** Of the whole table: there are few families and many series. */
    private List<EntityRule> ofFamily(String name) {
        List<EntityRule> known = ofFamilies.get(name);
        if (known == null) {
            if (ofFamilies.size() >= MOST_FAMILIES) {
                ofFamilies.clear();
            }
            known = rules.stream().filter(rule -> rule.metric().matches(name)).toList();
            ofFamilies.put(name, known);
        }
        return known;
    }

    private static EntityRule byType(Series series) {
        return switch (series.family().type()) {
            case STATESET -> STATESET_HAS_ITS_NAME;
            case INFO -> plain(textLabel(series).isEmpty() ? Shape.INFO : Shape.TEXT, textLabel(series), true);
            default -> BY_TYPE;
        };
    }

    /** The label an info's text stands in, when it has one text only. */
    private static String textLabel(Series series) {
        return Stream.of("value", "text")
                .filter(name -> series.labels().containsKey(name))
                .findFirst()
                .orElse("");
    }

    private static EntityRule plain(Shape shape, String label, boolean diagnostic) {
        return new EntityRule(
                Glob.anyOf("*"), Map.of(), shape, label, "", "", "", "", diagnostic, false, Set.of(), "", "", null);
    }

    private static EntityRule rule(Csv.Line line) {
        List<String> cells = line.fields();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    "entities.csv:" + line.number() + ": has " + cells.size() + " columns, not " + COLUMNS);
        }
        String[] as = cells.get(2).split(":", 2);
        Set<String> category = words(cells.get(7));
        return new EntityRule(
                Glob.anyOf(cells.get(0)),
                conditions(cells.get(1)),
                as[0].isEmpty() ? null : Shape.valueOf(as[0].toUpperCase(Locale.ROOT)),
                as.length > 1 ? as[1] : "",
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                category.contains("diagnostic"),
                category.contains("off"),
                words(cells.get(8)),
                "",
                "",
                cells.get(9).isEmpty() ? null : Glob.anyOf(cells.get(9)));
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

    /**
     * One line of {@code entities.csv}.
     *
     * @param shape null for what the type says
     * @param label the label that an enum or a text is made of
     * @param name words with {@code {labels}}, empty for the words of the metric
     * @param deviceClass empty for what the unit says, {@code none} for none
     * @param unit as {@code deviceClass}
     * @param stateClass as {@code deviceClass}
     * @param without labels that are no part of the entity's identity
     * @param area where the owner says it is, empty for where the device says
     * @param icon as {@code mdi:pump}, empty for none
     * @param unless null, or the metrics that say the same and better
     */
    record EntityRule(
            Glob metric,
            Map<String, Glob> labels,
            Shape shape,
            String label,
            String name,
            String deviceClass,
            String unit,
            String stateClass,
            boolean diagnostic,
            boolean off,
            Set<String> without,
            String area,
            String icon,
            Glob unless) {

        /** Stands among the labels for what the series is to its device, whatever it is called there. */
        private static final String ITEM = "item";

        /** What kind of entity a series becomes. */
        enum Shape {
            SENSOR,
            FLAG,
            ENUM,
            TEXT,
            INFO,
            TIME,
            SKIP
        }

        /** The same, in the shape that the other has. */
        EntityRule as(EntityRule other) {
            return new EntityRule(
                    metric,
                    labels,
                    other.shape,
                    other.label,
                    name,
                    deviceClass,
                    unit,
                    stateClass,
                    diagnostic || other.diagnostic,
                    off,
                    without,
                    area,
                    icon,
                    unless);
        }

        /** Beside its metric's name, which is held against the table once for a family. */
        boolean fits(Series series) {
            for (Map.Entry<String, Glob> wanted : labels.entrySet()) {
                String value = wanted.getKey().equals(ITEM)
                        ? series.item().key()
                        : series.labels().get(wanted.getKey());
                if (value == null || !wanted.getValue().matches(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    static String ofJar(String name) {
        try (InputStream in = EntityRules.class.getResourceAsStream("/homeassistant/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
