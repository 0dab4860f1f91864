package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.FamilyView;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Families as text. The text of a series was rendered when the series was made; here it is only copied. */
final class Exposition {
    private final List<FamilyView> families;
    private final Format format;
    private final Set<String> names = new HashSet<>();

    /** @param families sorted by name */
    Exposition(List<FamilyView> families, Format format) {
        this.families = families;
        this.format = format;
        families.forEach(view -> names.add(view.family().name()));
    }

    /** What is on the page: the names of families and, in OpenMetrics, the names without their suffixes. */
    Set<String> write(PageWriter out) {
        Set<String> taken = new HashSet<>(names);
        String before = "";
        for (FamilyView view : families) {
            MetricFamily family = view.family();
            // a device kind may have chosen the name of a family of the program's own; a second block would spoil the
            // page
            if (family.name().equals(before)) {
                continue;
            }
            before = family.name();
            if (format == Format.OPENMETRICS) {
                taken.add(openMetricsHead(view, out));
            } else {
                textHead(family, out);
            }
            for (int i = 0; i < view.size(); i++) {
                out.put(view.series(i).text()).put(' ').put(view.value(i)).put('\n');
            }
        }
        return taken;
    }

    private void textHead(MetricFamily family, PageWriter out) {
        String type = family.type() == MetricType.COUNTER ? "counter" : "gauge";
        line("# HELP ", family.name(), Help.escape(Help.of(family), format), out);
        line("# TYPE ", family.name(), type, out);
    }

    private String openMetricsHead(FamilyView view, PageWriter out) {
        MetricFamily family = view.family();
        OpenMetricsHead head = OpenMetricsHead.of(view, names);
        line("# TYPE ", head.name(), head.type(), out);
        boolean mayHaveUnit = !head.type().equals("info") && !head.type().equals("stateset");
        if (mayHaveUnit && !family.unit().isEmpty() && head.name().endsWith("_" + family.unit())) {
            line("# UNIT ", head.name(), family.unit(), out);
        }
        line("# HELP ", head.name(), Help.escape(Help.of(family), format), out);
        return head.name();
    }

    private static void line(String what, String name, String text, PageWriter out) {
        out.put(what).put(name).put(' ').put(text).put('\n');
    }

    /** The sentence after {@code # HELP}. There is always one: promtool finds fault with a family without. */
    static final class Help {
        private Help() {}

        static String of(MetricFamily family) {
            return family.help().isBlank() ? fromName(family.name(), family.unit()) : family.help();
        }

        static String fromName(String name, String unit) {
            String words = name.replaceAll("[_:]+", " ").strip();
            if (words.isEmpty()) {
                return "No description.";
            }
            String told = unit.isEmpty() || name.endsWith("_" + unit) || name.endsWith("_" + unit + "_total")
                    ? ""
                    : ", in " + unit;
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + told + ".";
        }

        /** A quotation mark is escaped in OpenMetrics only (its ABNF, escaped-string). */
        static String escape(String help, Format format) {
            StringBuilder out = null;
            for (int i = 0; i < help.length(); i++) {
                char c = help.charAt(i);
                String escaped =
                        switch (c) {
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '"' -> format == Format.OPENMETRICS ? "\\\"" : null;
                            default -> null;
                        };
                if (escaped != null && out == null) {
                    out = new StringBuilder(help.length() + 8).append(help, 0, i);
                }
                if (out != null) {
                    out.append(escaped == null ? String.valueOf(c) : escaped);
                }
            }
            return out == null ? help : out.toString();
        }
    }
}
