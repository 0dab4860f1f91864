package io.github.homeexporter.mutate;

import io.github.homeexporter.mutate.Expressions.Text;
import io.github.homeexporter.mutate.RuleSet.SeriesDraft;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives drafts their names under one naming, for one device. Not for use by two threads at a time. */
final class Namer {
    private static final int REMEMBERED_FAMILIES = 5_000;
    private static final String STATE = "state";

    private final String naming;
    private final Style style;
    private final String deviceLabel;
    private final Series time;
    private final Map<String, MetricFamily> families = new HashMap<>();

    /** @param naming {@code legacy} or {@code standard} */
    Namer(String naming, Style style, String deviceLabel) {
        this.naming = naming;
        this.style = style;
        this.deviceLabel = deviceLabel;
        this.time = style.time().isEmpty() ? null : timeSeries(style.time(), deviceLabel);
    }

    double scaled(SeriesDraft draft) {
        return style.unit(draft.shape().unit()).scaled(draft.number());
    }

    /** One series, or for a state set one for each state, in their order. */
    List<Series> series(Subject subject, SeriesDraft.Shape shape) {
        Map<String, Object> variables = variables(subject, shape);
        Style.StyledUnit unit = style.unit(shape.unit());
        String own = shape.metric().getOrDefault(naming, "");
        Map<String, String> labels = labels(style.labels(), shape, variables);
        Series.Item item = item(subject, shape);
        String help = help(shape, unit, own, variables);
        if (!shape.states().isEmpty()) {
            return states(shape, own, labels, help, variables).stream()
                    .map(series -> series.about(item))
                    .toList();
        }
        MetricType type = own.isEmpty() ? unit.type() : shape.rule().action().type();
        String name = own.isEmpty() ? unit.metric() : own;
        MetricFamily family = family(name == null ? style.metric().render(variables) : name, type, unit.word(), help);
        return List.of(Series.of(family, labels).about(item));
    }

    /** The family and labels of the info series a text of this shape goes into, or null when this naming leaves texts out. */
    Series info(Subject subject, SeriesDraft.Shape shape) {
        String own = shape.metric().getOrDefault(naming, "");
        if (own.isEmpty() && style.infoMetric() == null) {
            return null;
        }
        Map<String, Object> variables = variables(subject, shape);
        String name = own.isEmpty() ? style.infoMetric().render(variables) : own;
        String help = help(shape, Style.PLAIN, own, variables);
        return Series.of(
                family(name.endsWith("_info") ? name : name + "_info", MetricType.INFO, "", help),
                labels(style.infoLabels(), shape, variables));
    }

    /** The label a text of this shape becomes. */
    String text(Subject subject, SeriesDraft.Shape shape) {
        Text name = style.infoText();
        return name == null
                ? shape.key()
                : name.render(variables(subject, shape)).strip();
    }

    /** What the rule says it is, else what the vocabulary does; a key that a rule has given is one in every language. */
    static Series.Item item(Subject subject, SeriesDraft.Shape shape) {
        // a key instead of a name: what an interface without words has
        String own =
                subject.name.equals(subject.item) ? subject.name.replace('_', ' ') : DeviceText.strip(subject.name);
        String title = shape.title().isEmpty() ? own : shape.title();
        String key = shape.key().equals(subject.key) ? subject.item : shape.key();
        String item = shape.item().isEmpty() ? key : shape.item();
        if (item == null || subject.itemSection == null) {
            return new Series.Item("", title);
        }
        StringBuilder whole = new StringBuilder(subject.itemSection).append('/').append(item);
        // a pump is on or off and has a speed, a line of the error memory is one of a code
        if (shape.unit().equals(STATE)) {
            whole.append('/').append(STATE);
        }
        shape.labels().getOrDefault("standard", Map.of()).values().stream()
                .filter(value -> !value.isEmpty())
                .forEach(value -> whole.append('/').append(Slug.of(value)));
        return new Series.Item(whole.toString(), title);
    }

    /** The series that says when the device last answered, or null. */
    Series time() {
        return time;
    }

    private static Series timeSeries(String name, String deviceLabel) {
        String help = "When the device last answered, seconds since 1970.";
        return Series.of(MetricFamily.gauge(name, "seconds", help), Map.of("device", deviceLabel));
    }

    /** Alone in its family a state set is one by the book; beside other numbers of a section it is a gauge per state. */
    private List<Series> states(
            SeriesDraft.Shape shape,
            String own,
            Map<String, String> labels,
            String help,
            Map<String, Object> variables) {
        MetricFamily family = own.isEmpty()
                ? family(style.metric().render(variables), MetricType.GAUGE, "", help)
                : family(own, MetricType.STATESET, "", help);
        String label = own.isEmpty() ? "state" : family.name();
        List<Series> all = new ArrayList<>();
        for (String state : shape.states()) {
            Map<String, String> withState = new LinkedHashMap<>(labels);
            withState.put(label, state);
            all.add(Series.of(family, withState));
        }
        return List.copyOf(all);
    }

    private Map<String, Object> variables(Subject subject, SeriesDraft.Shape shape) {
        Map<String, Object> variables = new HashMap<>(subject.variables);
        if (!shape.item().isEmpty()) {
            variables.put("item", shape.item());
        } else if (!shape.key().equals(subject.key)) {
            variables.put("item", shape.key());
        }
        variables.put("key", shape.key());
        variables.put("unit", shape.unit());
        return variables;
    }

    private Map<String, String> labels(
            Map<String, Text> texts, SeriesDraft.Shape shape, Map<String, Object> variables) {
        Map<String, String> labels = new LinkedHashMap<>();
        texts.forEach((name, text) -> labels.put(name, text.render(variables).strip()));
        labels.putAll(shape.labels().getOrDefault(naming, Map.of()));
        labels.put("device", deviceLabel);
        return labels;
    }

    private String help(SeriesDraft.Shape shape, Style.StyledUnit unit, String own, Map<String, Object> variables) {
        if (shape.rule().action().help() != null && !own.isEmpty()) {
            return shape.rule().action().help();
        }
        if (unit.help() != null) {
            return unit.help();
        }
        return style.help() == null ? "" : DeviceText.strip(style.help().render(variables));
    }

    private MetricFamily family(String name, MetricType type, String unit, String help) {
        String legal = legal(name);
        if (families.size() >= REMEMBERED_FAMILIES) {
            families.clear();
        }
        return families.computeIfAbsent(legal + ' ' + type, k -> new MetricFamily(legal, type, unit, help));
    }

    /** A metric or label name of anything: what is not allowed becomes {@code _}. */
    static String legal(String name) {
        StringBuilder out = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            out.append(ok ? c : '_');
        }
        while (out.length() > 1 && out.charAt(out.length() - 1) == '_') {
            out.setLength(out.length() - 1);
        }
        if (out.isEmpty() || Character.isDigit(out.charAt(0))) {
            out.insert(0, '_');
        }
        return out.toString();
    }
}
