package io.github.homeexporter.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page or a file of metrics that somebody else wrote: Prometheus's text format 0.0.4, or OpenMetrics 1.0, which differs in
 * what it says of types and in what may stand behind a value.
 */
public final class MetricsText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** Of what the samples of a family are called, after its own name. */
    private static final List<String> PARTS =
            List.of("_total", "_created", "_bucket", "_count", "_sum", "_info", "_gcount", "_gsum");

    private static final int SHOWN = 80;

    private final Map<String, String> helps = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    private MetricsText() {}

    /**
     * A line with a value.
     *
     * @param line from 1
     * @param text the line as it stands there
     * @param timed whether a timestamp stands behind the value
     */
    public record Sample(int line, String text, String name, Map<String, String> labels, double value, boolean timed) {
        /** What to say when the line cannot be used. */
        public IOException fault() {
            return notASample(line, text);
        }
    }

    /**
     * @param most samples that are read; more of them are a fault
     * @throws IOException naming the first line that is none
     */
    public static MetricsText parse(String text, int most) throws IOException {
        MetricsText parsing = new MetricsText();
        int number = 0;
        // what editors of Windows put before the first line
        for (int from = text.startsWith("\uFEFF") ? 1 : 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end).strip();
            from = end < 0 ? text.length() : end + 1;
            number++;
            if (line.startsWith("#")) {
                parsing.comment(line);
            } else if (!line.isEmpty()) {
                parsing.sample(number, line);
            }
            if (parsing.samples.size() > most) {
                throw new IOException("more than " + most + " samples; not read on");
            }
        }
        return parsing;
    }

    public List<Sample> samples() {
        return samples;
    }

    /** As it stands there; empty when the page says none. */
    public String help(String family) {
        return helps.getOrDefault(family, "");
    }

    /** Of the family of that very name, in lower case; empty when the page says none. */
    public String type(String family) {
        return types.getOrDefault(family, "");
    }

    /** What a sample of that name is to Prometheus: {@code counter} or {@code gauge}; empty when the page does not say. */
    public String kind(String sample) {
        String own = type(sample);
        if (!own.isEmpty()) {
            return kindOf(own, "");
        }
        for (String part : PARTS) {
            String family = sample.endsWith(part) ? sample.substring(0, sample.length() - part.length()) : "";
            if (!type(family).isEmpty()) {
                return kindOf(type(family), part);
            }
        }
        return "";
    }

    private static String kindOf(String type, String part) {
        return switch (type) {
            case "counter", "histogram", "summary" ->
                part.equals("_created") || type.equals("summary") && part.isEmpty() ? "gauge" : "counter";
            case "unknown", "untyped" -> "";
            default -> "gauge";
        };
    }

    private void comment(String line) {
        String[] words = line.split("\\s+", 4);
        if (words.length == 4 && words[1].equals("HELP")) {
            helps.put(words[2], words[3]);
        } else if (words.length == 4 && words[1].equals("TYPE")) {
            types.put(words[2], words[3].strip().toLowerCase(Locale.ROOT));
        }
    }

    private void sample(int number, String line) throws IOException {
        Scan scan = new Scan(line);
        String name = scan.word();
        Map<String, String> labels = new LinkedHashMap<>();
        if (scan.take('{')) {
            name = scan.labels(name, labels);
        }
        String[] words = scan.rest();
        boolean timed = words.length == 2 && NUMBER.matcher(words[1]).matches();
        if (scan.failed || name.isEmpty() || !(words.length == 1 || timed) || !isNumber(words[0])) {
            throw notASample(number, line);
        }
        samples.add(new Sample(number, line, name, labels, number(words[0]), timed));
    }

    private static IOException notASample(int number, String line) {
        String shown = line.substring(0, Math.min(SHOWN, line.length()))
                .replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]", " ");
        return new IOException("line " + number + " is no sample: " + shown);
    }

    private static final Set<String> WORDS = Set.of("nan", "inf", "+inf", "-inf");

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches() || WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static double number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }

    /** One line, from left to right. */
    private static final class Scan {
        private final String line;
        private int at;
        private boolean failed;

        Scan(String line) {
            this.line = line;
        }

        private void blanks() {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }

        boolean take(char wanted) {
            blanks();
            boolean there = at < line.length() && line.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        /** A name; empty when none stands here. */
        String word() {
            blanks();
            int from = at;
            while (at < line.length() && "{}=,\" \t".indexOf(line.charAt(at)) < 0) {
                at++;
            }
            String word = line.substring(from, at);
            failed |= !word.isEmpty() && !NAME.matcher(word).matches();
            return word;
        }

        /** The name of the sample, which Prometheus 3 may write in quotes among the labels. */
        String labels(String before, Map<String, String> labels) {
            String name = before;
            while (!failed && !take('}')) {
                blanks();
                boolean quoted = at < line.length() && line.charAt(at) == '"';
                String label = quoted ? text() : word();
                failed |= label.isEmpty() || !quoted && label.contains(":");
                if (take('=')) {
                    failed |= labels.put(label, text()) != null;
                } else {
                    failed |= !quoted || !name.isEmpty();
                    name = label;
                }
                if (!take(',')) {
                    failed |= !take('}');
                    return name;
                }
            }
            return name;
        }

        private String text() {
            failed |= !take('"');
            StringBuilder text = new StringBuilder();
            while (at < line.length() && line.charAt(at) != '"') {
                boolean escaped = line.charAt(at) == '\\' && at + 1 < line.length();
                char c = line.charAt(escaped ? at + 1 : at);
                text.append(escaped && c == 'n' ? '\n' : c);
                at += escaped ? 2 : 1;
            }
            failed |= !take('"');
            return text.toString();
        }

        /** Value and timestamp; an exemplar behind them is left out. */
        String[] rest() {
            int exemplar = line.indexOf(" # {", at);
            return line.substring(at, exemplar < 0 ? line.length() : exemplar)
                    .strip()
                    .split("\\s+");
        }
    }
}
