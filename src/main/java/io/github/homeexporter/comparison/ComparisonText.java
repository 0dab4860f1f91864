package io.github.homeexporter.comparison;

import io.github.homeexporter.comparison.query.Unanswered;
import io.github.homeexporter.comparison.series.Differences;
import io.github.homeexporter.comparison.series.Differences.Missing;
import io.github.homeexporter.comparison.series.Differences.OtherValue;
import io.github.homeexporter.comparison.series.Differences.Relabelled;
import io.github.homeexporter.comparison.series.Span.MetricKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is printed of a comparison: for each kind of difference a head with its number, and a line for each. */
final class ComparisonText {
    /** Of one name, or of one kind of difference, unless all are asked for. */
    private static final int SHOWN = 20;

    private final boolean all;
    private final List<String> lines = new ArrayList<>();

    ComparisonText(boolean all) {
        this.all = all;
    }

    List<String> lines() {
        return lines;
    }

    void differences(Differences found) {
        head("missing here", found.missingSeries(), "series");
        found.missing().forEach(this::missing);
        head("of another type", found.types().size(), "names");
        found.types()
                .forEach(type -> line("  " + type.name() + ": " + type.there() + " there, " + type.here() + " here"));
        head("of another value", found.values().size(), "series");
        some(found.values().stream().map(ComparisonText::value).toList());
        head("with further labels here", found.relabelled().size(), "names");
        found.relabelled().forEach(this::relabelled);
        head(
                "counters that begin elsewhere and grow alike, so that rate() is the same",
                found.otherStarts().size(),
                "names");
        some(found.otherStarts().stream().map(name -> "  " + name).toList());
        head(
                "counters that differ and did not grow on both pages, so that only a longer time tells",
                found.still().size(),
                "series");
        some(found.still().stream()
                .map(value -> "  " + value.series() + ": " + number(value.there()) + " there, " + number(value.here())
                        + " here")
                .toList());
        int added = found.added().values().stream().mapToInt(Integer::intValue).sum();
        head("new here", added, "series");
        if (added > 0) {
            line("  "
                    + found.added().entrySet().stream()
                            .map(name -> name.getKey() + (name.getValue() > 1 ? " (" + name.getValue() + ")" : ""))
                            .collect(Collectors.joining(", ")));
        }
        if (found.leftAside() > 0) {
            line(
                    "left aside: " + found.leftAside()
                            + " series of the other program about itself (process_*, go_*, python_*, promhttp_*, *_build_info, *_created)");
        }
    }

    void twice(Collection<MetricKey> series) {
        head("twice on the other page; the first of them counts", series.size(), "series");
        some(series.stream().map(key -> "  " + key).toList());
    }

    void unanswered(Unanswered answers) {
        head(
                "asked for by dashboards or rules and not found here",
                answers.missing().size(),
                "questions");
        answers.missing().forEach(one -> line("  " + one));
        if (!answers.attached().isEmpty()) {
            line("labels that neither page has, taken for such as Prometheus adds: "
                    + String.join(", ", answers.attached()));
        }
    }

    private void missing(String name, List<Missing> series) {
        some(series.stream()
                .map(one -> "  " + one.series()
                        + one.nearest().map(near -> "; nearest here: " + near).orElse("; no such name here"))
                .toList());
    }

    private void relabelled(String name, List<Relabelled> series) {
        TreeSet<String> labels = new TreeSet<>();
        series.forEach(
                one -> one.here().forEach(key -> labels.addAll(key.labels().keySet())));
        series.forEach(one -> labels.removeAll(one.series().labels().keySet()));
        Relabelled first = series.get(0);
        line("  " + name + ": " + series.size() + " series have " + String.join(", ", labels) + " as well, as "
                + first.here().get(0));
    }

    private static String value(OtherValue value) {
        return "  " + value.series() + ": "
                + (value.counted()
                        ? "grew by " + number(value.there()) + " there, by " + number(value.here()) + " here (counter"
                        : number(value.there()) + " there, " + number(value.here()) + " here (gauge")
                + ", moved by at most " + number(value.step()) + " between two readings)";
    }

    private void head(String what, int count, String unit) {
        if (count > 0) {
            line(what + ": " + count + " " + unit);
        }
    }

    private void some(List<String> each) {
        int shown = all ? each.size() : Math.min(SHOWN, each.size());
        each.subList(0, shown).forEach(this::line);
        if (shown < each.size()) {
            line("  … and " + (each.size() - shown) + " more; --verbose shows all");
        }
    }

    private void line(String text) {
        lines.add(text);
    }

    /** Ten digits tell two values apart that six would make alike. */
    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(value);
    }
}
