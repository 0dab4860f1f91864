package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page as the two specifications have it and throws at the first fault: families in one block, head before samples,
 * every series once, every character escaped that has to be. Stricter than Prometheus itself, which passes over most of it.
 */
final class StrictPage {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern HEAD = Pattern.compile("# (TYPE|HELP|UNIT) (\\S+) (.*)", Pattern.DOTALL);
    private static final Pattern SAMPLE = Pattern.compile("([^\\s{]+)(\\{.*\\})? (\\S+)", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)", Pattern.DOTALL);
    private static final Set<String> TEXT_TYPES = Set.of("counter", "gauge", "summary", "histogram", "untyped");
    private static final Set<String> OPENMETRICS_TYPES =
            Set.of("counter", "gauge", "summary", "histogram", "unknown", "info", "stateset");

    record Line(String name, Map<String, String> labels, double value) {}

    record Family(String name, String type, String help, String unit, List<Line> lines) {}

    final Map<String, Family> families = new LinkedHashMap<>();
    private final boolean openMetrics;
    private final Set<String> sampleNames = new HashSet<>();
    private final Set<String> series = new HashSet<>();
    private final Map<String, String> head = new LinkedHashMap<>();
    private String name = "";
    private List<Line> lines = new ArrayList<>();

    private StrictPage(Format format) {
        this.openMetrics = format == Format.OPENMETRICS;
    }

    static StrictPage read(String text, Format format) {
        StrictPage page = new StrictPage(format);
        check(text.isEmpty() || text.endsWith("\n"), "the last line does not end");
        String[] all = text.split("\n", -1);
        boolean ended = false;
        for (int i = 0; i < all.length - 1; i++) {
            check(!ended, "something after # EOF: " + all[i]);
            if (page.openMetrics && all[i].equals("# EOF")) {
                ended = true;
            } else if (all[i].startsWith("#")) {
                page.head(all[i]);
            } else {
                page.sample(all[i]);
            }
        }
        page.close();
        check(ended == page.openMetrics, "no # EOF");
        return page;
    }

    private void head(String line) {
        Matcher m = HEAD.matcher(line);
        check(m.matches(), "not a head: " + line);
        if (!m.group(2).equals(name) || !lines.isEmpty()) {
            close();
            name = m.group(2);
            check(NAME.matcher(name).matches(), "illegal name: " + line);
        }
        check(head.put(m.group(1), m.group(3)) == null, "twice: " + line);
    }

    private void close() {
        if (name.isEmpty()) {
            return;
        }
        String type = head.get("TYPE");
        check((openMetrics ? OPENMETRICS_TYPES : TEXT_TYPES).contains(String.valueOf(type)), name + ": type " + type);
        check(head.get("HELP") != null && !head.get("HELP").isBlank(), name + ": no help");
        String help = unescape(head.get("HELP"), openMetrics);
        String unit = head.getOrDefault("UNIT", "");
        check(unit.isEmpty() || (openMetrics && name.endsWith("_" + unit)), name + ": unit " + unit);
        check(!lines.isEmpty(), name + ": no samples");
        Set<String> own = new HashSet<>();
        for (Line line : lines) {
            own.add(line.name());
            checkLine(line, type);
        }
        for (String each : own) {
            check(sampleNames.add(each), "samples of " + each + " stand in two families");
        }
        check(families.put(name, new Family(name, type, help, unit, lines)) == null, name + ": two blocks");
        head.clear();
        lines = new ArrayList<>();
    }

    private void checkLine(Line line, String type) {
        List<String> suffixes =
                switch (type) {
                    case "counter" -> openMetrics ? List.of("_total", "_created") : List.of("");
                    case "info" -> List.of("_info");
                    case "summary" -> List.of("", "_count", "_sum", "_created");
                    case "histogram" -> List.of("_bucket", "_count", "_sum", "_created");
                    default -> List.of("");
                };
        check(
                suffixes.stream().anyMatch(suffix -> line.name().equals(name + suffix)),
                name + " (" + type + "): a sample named " + line.name());
        if (openMetrics) {
            double v = line.value();
            check(!type.equals("counter") || v >= 0, name + ": a counter of " + v);
            check(!type.equals("info") || v == 1, name + ": an info of " + v);
            check(!type.equals("stateset") || v == 0 || v == 1, name + ": a state of " + v);
            check(!type.equals("stateset") || line.labels().containsKey(name), name + ": a state without a name");
            check(!type.equals("gauge") || !name.endsWith("_total"), name + ": a gauge named as a counter");
        }
    }

    private void sample(String text) {
        Matcher m = SAMPLE.matcher(text);
        check(m.matches(), "not a sample: " + text);
        check(!name.isEmpty(), "a sample before any head: " + text);
        Map<String, String> labels = m.group(2) == null ? Map.of() : labels(m.group(2));
        check(series.add(m.group(1) + labels), "twice: " + text);
        lines.add(new Line(m.group(1), labels, number(m.group(3))));
    }

    private static Map<String, String> labels(String braces) {
        String inner = braces.substring(1, braces.length() - 1);
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher m = LABEL.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            check(m.find(at) && m.start() == at, "not a label: " + inner.substring(at));
            check(labels.put(m.group(1), unescape(m.group(2), true)) == null, "label twice: " + inner);
            at = m.end();
        }
        check(!inner.isEmpty() && !inner.endsWith(","), "labels end wrong: " + braces);
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                check(text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?"), "not a number: " + text);
                yield Double.parseDouble(text);
            }
        };
    }

    private static String unescape(String text, boolean quotes) {
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                check(c == '\\' || c == 'n' || (quotes && c == '"'), "a bare backslash: " + text);
                out.append(c == 'n' ? '\n' : c);
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else {
                check(c != '"' || !quotes, "a bare quotation mark: " + text);
                out.append(c);
            }
        }
        check(!escaped, "a bare backslash: " + text);
        return out.toString();
    }

    private static void check(boolean right, String fault) {
        if (!right) {
            throw new IllegalStateException(fault);
        }
    }
}
