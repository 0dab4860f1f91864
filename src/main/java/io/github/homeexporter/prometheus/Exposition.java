package io.github.homeexporter.prometheus;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Families as text. The text of a series was rendered when the series was made; here it is only copied. */
final class Exposition {
    private static final int AHEAD = 32;

    private final List<FamilyView> families;
    private final Format format;
    private final Set<String> names = new HashSet<>();
    private final byte[][] texts = new byte[AHEAD][];
    private final double[] values = new double[AHEAD];

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
            samples(view, out);
        }
        return taken;
    }

    /** Some lines are fetched before they are written, for on a large page each one misses the cache: so the misses overlap. */
    private void samples(FamilyView view, PageWriter out) {
        for (int from = 0; from < view.size(); from += AHEAD) {
            int count = Math.min(AHEAD, view.size() - from);
            for (int i = 0; i < count; i++) {
                texts[i] = view.text(from + i);
                values[i] = view.value(from + i);
            }
            for (int i = 0; i < count; i++) {
                out.put(texts[i]).put(' ').put(values[i]).put('\n');
            }
        }
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
            String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
            return format == Format.OPENMETRICS ? escaped.replace("\"", "\\\"") : escaped;
        }
    }

    /** The two text formats a scraper may ask for. */
    enum Format {
        /** Prometheus text format 0.0.4: what everybody reads. */
        TEXT("text/plain; version=0.0.4; charset=utf-8"),
        OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }
    }

    /**
     * Under which name and type OpenMetrics 1.0 shows a family. Its rules are strict where names of the exporters that are
     * replaced are not, and one fault costs the scraper the whole page; so whatever does not fit is shown as the plainest type
     * that does, under its full name. The samples keep their names in any case.
     */
    record OpenMetricsHead(String name, String type) {
        private static final String TOTAL = "_total";
        private static final String INFO = "_info";

        /** @param names all names of families on the page */
        static OpenMetricsHead of(FamilyView view, Set<String> names) {
            MetricFamily family = view.family();
            String name = family.name();
            return switch (family.type()) {
                case GAUGE -> gauge(name);
                case COUNTER -> counter(view, name, names);
                case INFO -> info(view, name, names);
                case STATESET -> isStateSet(view, name) ? new OpenMetricsHead(name, "stateset") : gauge(name);
            };
        }

        /** Some parsers take every {@code _total} for a counter's. */
        private static OpenMetricsHead gauge(String name) {
            return new OpenMetricsHead(name, name.endsWith(TOTAL) ? "unknown" : "gauge");
        }

        /** Counters are never negative and never NaN; a name without its suffix must not be another family's, nor its {@code _created}. */
        private static OpenMetricsHead counter(FamilyView view, String name, Set<String> names) {
            String stripped = without(TOTAL, name);
            boolean free = !stripped.isEmpty()
                    && !names.contains(stripped)
                    && !names.contains(stripped + "_created")
                    && !names.contains(stripped + INFO);
            return free && all(view, value -> value >= 0)
                    ? new OpenMetricsHead(stripped, "counter")
                    : new OpenMetricsHead(name, "unknown");
        }

        private static OpenMetricsHead info(FamilyView view, String name, Set<String> names) {
            String stripped = without(INFO, name);
            boolean free = !stripped.isEmpty() && !names.contains(stripped);
            return free && all(view, value -> value == 1) ? new OpenMetricsHead(stripped, "info") : gauge(name);
        }

        private static boolean isStateSet(FamilyView view, String name) {
            for (int i = 0; i < view.size(); i++) {
                Series series = view.series(i);
                if (!series.labels().containsKey(name)) {
                    return false;
                }
            }
            return all(view, value -> value == 0 || value == 1);
        }

        private static boolean all(FamilyView view, DoublePredicate allowed) {
            for (int i = 0; i < view.size(); i++) {
                if (!allowed.test(view.value(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Empty when the name does not end so. */
        private static String without(String suffix, String name) {
            return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
        }
    }

    /** What Micrometer knows of Camel, the JVM and the process, as the end of a page. */
    static final class RegistryMeters {
        private static final List<String> SUFFIXES =
                List.of("", "_total", "_info", "_count", "_sum", "_bucket", "_created");

        /** The names that a family may have on the page, made once: Micrometer has some hundred families, and never others. */
        private static final Map<String, List<String>> SPELLINGS = new ConcurrentHashMap<>();

        private final Format format;
        private final Set<String> taken;
        private final Predicate<String> without;

        private RegistryMeters(Format format, Set<String> taken, Predicate<String> without) {
            this.format = format;
            this.taken = taken;
            this.without = without;
        }

        /**
         * The registry's families in {@code format}, in OpenMetrics with the {@code # EOF}. Whole or not at all.
         *
         * @param taken names that are on the page already: a family of the registry that would use one is left out
         * @param without names that the reader has itself
         * @throws RuntimeException whatever a collector throws: one of them spoils the registry's whole answer
         */
        static byte[] render(
                PrometheusMeterRegistry registry, Format format, Set<String> taken, Predicate<String> without) {
            String text = registry.scrape(format.contentType);
            return new RegistryMeters(format, taken, without).revised(text).getBytes(StandardCharsets.UTF_8);
        }

        /** Line by line: no family twice, and a sentence where Micrometer writes a blank for want of a description. */
        private String revised(String text) {
            StringBuilder out = new StringBuilder(text.length() + 4096);
            boolean clashes = false;
            int end;
            for (int from = 0; from < text.length(); from = end) {
                end = text.indexOf('\n', from) + 1;
                end = end == 0 ? text.length() : end;
                boolean eof = text.startsWith("# EOF", from);
                if (eof || !text.startsWith("# ", from)) {
                    if (eof || !clashes) {
                        out.append(text, from, end);
                    }
                    continue;
                }
                int name = from + "# HELP ".length();
                int rest = text.indexOf(' ', name);
                String family = text.substring(name, rest);
                clashes = isTaken(family);
                if (!clashes
                        && text.startsWith("# HELP", from)
                        && text.substring(rest, end).isBlank()) {
                    String said = Help.escape(Help.fromName(family, ""), format);
                    out.append(text, from, rest + 1).append(said).append('\n');
                } else if (!clashes) {
                    out.append(text, from, end);
                }
            }
            return out.toString();
        }

        private boolean isTaken(String family) {
            if (without.test(family)) {
                return true;
            }
            for (String spelling : SPELLINGS.computeIfAbsent(family, RegistryMeters::spellings)) {
                if (taken.contains(spelling)) {
                    return true;
                }
            }
            return false;
        }

        private static List<String> spellings(String family) {
            String bare = family.replaceFirst("_(total|info)$", "");
            return SUFFIXES.stream()
                    .flatMap(suffix -> Stream.of(family + suffix, bare + suffix))
                    .distinct()
                    .toList();
        }
    }
}
