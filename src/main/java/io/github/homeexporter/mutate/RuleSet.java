package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.mutate.Rule.Action;
import io.github.homeexporter.mutate.Rule.SeriesRule;
import io.github.homeexporter.mutate.Style.StyleParser;
import io.github.homeexporter.sample.Reading;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** A faultless rules file, compiled. Immutable; used by any number of threads. */
final class RuleSet {
    /** Names every expression of a rule may use; groups and words of its {@code match} come on top. */
    static final Set<String> VARIABLES = Set.of(
            "device", "kind", "section", "section_name", "name", "key", "item", "item_section", "value", "unit", "raw");

    /** A longer text is no value of a home's device, and matching it would cost what it likes. */
    static final int MAX_TEXT = 4096;

    private final List<Rule> rules;
    private final List<SeriesRule> seriesRules;
    private final Map<String, Style> styles;

    private final Words words;
    private final List<Ratio> ratios;

    RuleSet(
            List<Rule> rules,
            List<SeriesRule> seriesRules,
            Map<String, Style> styles,
            Words words,
            List<Ratio> ratios) {
        this.words = words;
        this.ratios = List.copyOf(ratios);
        this.rules = List.copyOf(rules);
        this.seriesRules = List.copyOf(seriesRules);
        this.styles = Map.copyOf(styles);
    }

    /** How series are named under {@code legacy} or {@code standard}; null when the file does not say. */
    Style style(String naming) {
        return styles.get(naming);
    }

    List<Ratio> ratios() {
        return ratios;
    }

    List<Rule> rules() {
        return rules;
    }

    boolean hasSeriesRules() {
        return !seriesRules.isEmpty();
    }

    /** Whether a ready-made series is dropped: the first rule that matches it decides. */
    boolean drops(Series series) {
        return seriesRules.stream()
                .filter(rule -> rule.matches(series))
                .findFirst()
                .map(SeriesRule::drop)
                .orElse(false);
    }

    /** Whether the vocabulary should know the item, and does not. */
    boolean misses(Subject subject) {
        return words.hasItems() && subject.item == null;
    }

    Subject subject(String device, String kind, String section, String name) {
        Subject subject = new Subject(device, kind, section, name, words);
        for (Rule rule : rules) {
            Map<String, Object> found = new HashMap<>();
            if (all(rule.place(), subject, "", "", "", found)) {
                subject.candidates.add(new Subject.Candidate(rule, Map.copyOf(found)));
            }
        }
        return subject;
    }

    RuleOutcome apply(Subject subject, Reading reading) {
        if (reading.text().length() > MAX_TEXT) {
            return new RuleOutcome(List.of(), null, "the text is longer than " + MAX_TEXT + " characters");
        }
        String value = value(reading);
        Map<String, Object> variables = new HashMap<>(subject.variables);
        variables.put("value", value);
        variables.put("unit", reading.unit());
        variables.put("raw", reading.raw());
        List<SeriesDraft> drafts = new ArrayList<>(2);
        SeriesDraft.Shape carried = new SeriesDraft.Shape(null, subject.key, "", "", "", Map.of(), Map.of());
        for (Subject.Candidate candidate : subject.candidates) {
            Rule rule = candidate.rule();
            if (!all(rule.said(), subject, value, reading.unit(), reading.raw(), variables)) {
                continue;
            }
            variables.putAll(candidate.variables());
            try {
                SeriesDraft.Shape shape = shape(rule, carried, variables);
                if (rule.goOn() && !rule.action().makesSeries()) {
                    carried = shape;
                } else if (!rule.action().drop()) {
                    String unknown = draft(shape, variables, drafts);
                    if (unknown != null) {
                        return new RuleOutcome(drafts, rule, rule.title() + ": " + unknown);
                    }
                }
            } catch (IllegalArgumentException e) {
                return new RuleOutcome(drafts, rule, rule.title() + ": " + e.getMessage());
            }
            if (!rule.goOn()) {
                return new RuleOutcome(drafts, rule, null);
            }
        }
        return new RuleOutcome(drafts, null, drafts.isEmpty() ? RuleOutcome.NO_RULE : null);
    }

    /** The text, with the unit behind it when the device names that apart: both firmwares' documents read alike. */
    private static String value(Reading reading) {
        String text = reading.text();
        String unit = reading.unit().strip();
        return unit.isEmpty() || DeviceText.spoken(text).isEmpty() ? text : text.strip() + " " + unit;
    }

    private static boolean all(
            List<Condition> conditions,
            Subject subject,
            String value,
            String unit,
            String raw,
            Map<String, Object> variables) {
        for (Condition condition : conditions) {
            String text =
                    switch (condition.field()) {
                        case VALUE -> value;
                        case UNIT -> unit;
                        case RAW -> raw;
                        default -> subject.of(condition.field());
                    };
            if (!condition.test(text, variables)) {
                return false;
            }
        }
        return true;
    }

    private static SeriesDraft.Shape shape(Rule rule, SeriesDraft.Shape carried, Map<String, Object> variables) {
        Action action = rule.action();
        String key = rendered(action.key(), "", variables);
        Map<String, Map<String, String>> labels = carried.labels();
        if (!action.labels().isEmpty()) {
            labels = new HashMap<>();
            for (String naming : StyleParser.NAMINGS) {
                Map<String, String> before = carried.labels().getOrDefault(naming, Map.of());
                labels.put(naming, rendered(action.labels().getOrDefault(naming, Map.of()), before, variables));
            }
        }
        return new SeriesDraft.Shape(
                rule,
                key.isEmpty() ? carried.key() : key,
                rendered(action.item(), carried.item(), variables),
                rendered(action.title(), carried.title(), variables),
                rendered(action.unit(), carried.unit(), variables),
                labels,
                rendered(action.metric(), carried.metric(), variables));
    }

    private static String rendered(Text text, String carried, Map<String, Object> variables) {
        return text == null ? carried : text.render(variables).strip();
    }

    private static Map<String, String> rendered(
            Map<String, Text> texts, Map<String, String> carried, Map<String, Object> variables) {
        if (texts.isEmpty()) {
            return carried;
        }
        Map<String, String> all = new LinkedHashMap<>(carried);
        texts.forEach((name, text) -> all.put(name, text.render(variables).strip()));
        return all;
    }

    /** @return what is to be told although something came of it, or null */
    private static String draft(SeriesDraft.Shape shape, Map<String, Object> variables, List<SeriesDraft> drafts) {
        String unknown = null;
        Action action = shape.rule().action();
        String value = action.value() == null
                ? String.valueOf(variables.get("value"))
                : action.value().render(variables);
        if (action.map() != null) {
            String mapped = action.map().apply(value);
            if (mapped == null && action.other() != null) {
                unknown = "\"" + value + "\" is not in its map, taken as " + action.other();
                mapped = action.other();
            }
            if (mapped == null) {
                throw new IllegalArgumentException("\"" + value + "\" is not in its map");
            }
            value = mapped;
        }
        if (action.info()) {
            String text = DeviceText.strip(value);
            if (!text.isEmpty()) {
                drafts.add(new SeriesDraft(shape, 1, null, text));
            }
        } else if (!action.states().isEmpty()) {
            String state = value.strip();
            if (!action.states().contains(state)) {
                throw new IllegalArgumentException("\"" + value + "\" is none of its states");
            }
            drafts.add(new SeriesDraft(shape, 1, state, null));
        } else if (!value.isBlank() || action.value() == null) {
            OptionalDouble number = DeviceText.plain(value);
            if (number.isEmpty()) {
                throw new IllegalArgumentException("\"" + value + "\" is not a number");
            }
            drafts.add(new SeriesDraft(shape, number.getAsDouble(), null, null));
        }
        return unknown;
    }

    /**
     * What the rules made of one reading.
     *
     * @param drafts none when it is dropped or when no rule took it
     * @param rule the rule that ended the search, null when none did
     * @param problem why nothing, or not all, came of it; null when all is as the rules want it
     */
    record RuleOutcome(List<SeriesDraft> drafts, Rule rule, String problem) {
        static final String NO_RULE = "no rule takes it";
    }

    /**
     * What a rule made of a reading, before it has a name.
     *
     * @param shape what its series depend on
     * @param number its value, unless it is a state or a text
     * @param state the state it is in, or null
     * @param text what an info series carries, or null
     */
    record SeriesDraft(Shape shape, double number, String state, String text) {
        /**
         * Equal shapes of one place make the same series.
         *
         * @param item of the rule, empty for the vocabulary's
         * @param title of the rule, empty for the device's own name
         * @param labels by naming
         * @param metric the rule's own name for it by naming, may be empty
         */
        record Shape(
                Rule rule,
                String key,
                String item,
                String title,
                String unit,
                Map<String, Map<String, String>> labels,
                Map<String, String> metric) {
            List<String> states() {
                return rule.action().states();
            }

            /** Then it is exported once, also when both namings are asked for. */
            boolean hasOneNameForBoth() {
                String legacy = metric.getOrDefault("legacy", "");
                return !legacy.isEmpty() && legacy.equals(metric.get("standard"));
            }
        }
    }
}
