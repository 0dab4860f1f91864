package io.github.homeexporter.host.report;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prometheus's text format 0.0.4, as far as files of others need it: HELP, TYPE and samples without timestamps, which a file
 * that lies there for a while cannot have.
 */
public final class PrometheusText {
    private final Map<String, String> helps = new HashMap<>();
    private final Map<String, MetricType> types = new HashMap<>();
    private final Samples samples = new Samples();

    private PrometheusText() {}

    /** @throws IOException naming the line that is none */
    public static Samples parse(String text) throws IOException {
        PrometheusText parsing = new PrometheusText();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String trimmed = line.strip();
            if (trimmed.startsWith("#")) {
                parsing.comment(trimmed);
            } else if (!trimmed.isEmpty() && !parsing.sample(trimmed)) {
                throw new IOException(
                        "line " + number + " is no sample: " + trimmed.substring(0, Math.min(80, trimmed.length())));
            }
        }
        return parsing.samples;
    }

    private void comment(String line) {
        String[] words = line.split("\\s+", 4);
        if (words.length == 4 && words[1].equals("HELP")) {
            helps.put(words[2], words[3].replace("\\n", " ").replace("\\\\", "\\"));
        } else if (words.length == 4 && words[1].equals("TYPE")) {
            types.put(words[2], words[3].equals("counter") ? MetricType.COUNTER : MetricType.GAUGE);
        }
    }

    /** Histograms and summaries stay what they are made of: their parts as gauges. */
    private boolean sample(String line) {
        int brace = line.indexOf('{');
        int blank = line.indexOf(' ');
        int end = brace >= 0 && (blank < 0 || brace < blank) ? brace : blank;
        if (end <= 0) {
            return false;
        }
        String name = line.substring(0, end);
        Map<String, String> labels = new LinkedHashMap<>();
        int at = end;
        if (line.charAt(end) == '{') {
            at = labels(line, end + 1, labels);
        }
        String[] rest = at < 0 ? new String[0] : line.substring(at).strip().split("\\s+");
        double value = rest.length == 1 ? number(rest[0]) : Double.NaN;
        boolean isNumber = rest.length == 1 && (!Double.isNaN(value) || rest[0].equalsIgnoreCase("nan"));
        if (!isNumber || !MetricFamily.isLegalName(name)) {
            return false;
        }
        MetricType type = types.getOrDefault(name, MetricType.GAUGE);
        samples.add(Series.of(new MetricFamily(name, type, "", helps.getOrDefault(name, "")), labels), value);
        return true;
    }

    /** Where the closing brace ends, -1 when there is none. */
    private static int labels(String line, int from, Map<String, String> labels) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '}') {
            int equals = line.indexOf("=\"", at);
            if (equals < 0) {
                return -1;
            }
            String name = line.substring(at, equals).strip();
            StringBuilder value = new StringBuilder();
            at = equals + 2;
            while (at < line.length() && line.charAt(at) != '"') {
                boolean escaped = line.charAt(at) == '\\' && at + 1 < line.length();
                char c = line.charAt(escaped ? at + 1 : at);
                value.append(escaped && c == 'n' ? '\n' : c);
                at += escaped ? 2 : 1;
            }
            if (at >= line.length() || !MetricFamily.isLegalName(name) || name.contains(":")) {
                return -1;
            }
            labels.put(name, value.toString());
            at++;
            while (at < line.length() && (line.charAt(at) == ',' || line.charAt(at) == ' ')) {
                at++;
            }
        }
        return at < line.length() ? at + 1 : -1;
    }

    private static double number(String word) {
        try {
            return switch (word) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(word);
            };
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
