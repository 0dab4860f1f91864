package io.github.homeexporter.comparison.query;

import io.github.homeexporter.comparison.query.Selector.LabelMatch;
import io.github.homeexporter.comparison.series.Span;
import io.github.homeexporter.comparison.series.Span.MetricKey;
import io.github.homeexporter.net.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What would find nothing on this program's page.
 *
 * @param missing a line each: where it is asked, what, and why nothing is found
 * @param unread questions that cannot be read, a line each
 * @param attached labels that neither page has on what is asked for: those that Prometheus adds
 */
public record Unanswered(Set<String> missing, List<String> unread, Set<String> attached) {
    /** Series that Prometheus itself makes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS", "ALERTS_FOR_STATE");
    /** Labels that it adds to all. */
    private static final Set<String> TARGET = Set.of("job", "instance");

    private static final String NOR_THERE = "no such name here, nor there";

    /**
     * @param recorded names that recording rules make
     * @param there the other program's page: what finds nothing there either, in spite of its name, is nothing new
     */
    public static Unanswered of(Collection<Asked> asked, Collection<String> recorded, Span there, Span here) {
        Unanswered answers = new Unanswered(new TreeSet<>(), new ArrayList<>(), new TreeSet<>());
        for (Asked question : asked) {
            try {
                answers.judge(question, recorded, there, here);
            } catch (IllegalArgumentException e) {
                answers.unread.add(Texts.unbroken(question.where() + ": cannot be read as PromQL: " + e.getMessage()));
            }
        }
        return answers;
    }

    private void judge(Asked question, Collection<String> recorded, Span there, Span here) {
        if (question.promql().isEmpty()) {
            boolean known = here.series().stream().anyMatch(key -> key.labels().containsKey(question.label()));
            if (!known && isLabel(question.label())) {
                missing.add(Texts.unbroken(question.where() + ": no series here has a label " + question.label()));
            }
            return;
        }
        List<Selector> selectors = Promql.selectors(question.promql());
        List<String> lines = new ArrayList<>();
        boolean found = false;
        for (Selector selector : selectors) {
            boolean made = OF_PROMETHEUS.contains(selector.name())
                    || selector.name().startsWith("scrape_")
                    || recorded.stream().anyMatch(selector::takesName);
            String why = selector.isOpen() || made ? "" : why(selector, question.label(), there, here);
            found |= why.isEmpty() && !selector.isOpen();
            if (!why.isEmpty()) {
                lines.add(Texts.unbroken(question.where() + ": " + selector + ": " + why));
            }
        }
        // "a or b" is asked by who has the one or the other
        if (found && Promql.hasAlternatives(question.promql())) {
            lines.removeIf(line -> line.contains(NOR_THERE));
        }
        missing.addAll(lines);
    }

    private static boolean isLabel(String label) {
        return label.indexOf(Promql.ANY) < 0 && !TARGET.contains(label) && !label.equals("__name__");
    }

    private String why(Selector selector, String label, Span there, Span here) {
        List<MetricKey> old = named(selector, there);
        List<MetricKey> now = named(selector, here);
        if (now.isEmpty()) {
            String recording = selector.name().contains(":")
                    ? "; a recording rule's name? then give its file with --compare-rules"
                    : "";
            return (old.isEmpty() ? NOR_THERE : "no such name here") + recording;
        }
        for (LabelMatch match : selector.matches()) {
            boolean known = has(old, match.label()) || has(now, match.label());
            if (!known && isLabel(match.label())) {
                attached.add(match.label());
            }
            if (known) {
                old = old.stream().filter(key -> takes(match, key)).toList();
                now = now.stream().filter(key -> takes(match, key)).toList();
            }
            boolean newName = named(selector, there).isEmpty();
            if (now.isEmpty()) {
                return old.isEmpty() && !newName ? "" : "the name is here, but no series with " + match;
            }
        }
        return !label.isEmpty() && isLabel(label) && !has(now, label) ? "no series of it has a label " + label : "";
    }

    private static List<MetricKey> named(Selector selector, Span page) {
        return page.names().stream()
                .filter(selector::takesName)
                .flatMap(name -> page.named(name).stream())
                .toList();
    }

    private static boolean has(List<MetricKey> series, String label) {
        return series.stream().anyMatch(key -> key.labels().containsKey(label));
    }

    private static boolean takes(LabelMatch match, MetricKey key) {
        boolean added = TARGET.contains(match.label()) && !key.labels().containsKey(match.label());
        return added || match.takes(key.labels().getOrDefault(match.label(), ""));
    }

    /**
     * One question of a dashboard or of a rule.
     *
     * @param where file and panel, or file and line
     * @param promql the expression, without variables; empty when only a label is asked for
     * @param label that the series found must have, as {@code label_values} asks for it; empty for none
     */
    public record Asked(String where, String promql, String label) {}
}
