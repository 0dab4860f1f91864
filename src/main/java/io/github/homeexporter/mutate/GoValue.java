package io.github.homeexporter.mutate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of a Go template gives, as an expression of our rules.
 *
 * @param expression without its braces, safe to stand as an operand
 * @param isCondition whether it is true or false
 * @param parts what it was split at, or null
 * @param fields of a dictionary, or null
 */
record GoValue(String expression, boolean isCondition, String parts, Map<String, String> fields) {
    /** What blanks between actions give: the exporter that is replaced trims what comes out. */
    static final GoValue NOTHING = new GoValue("\"\"", false, null, null);

    static GoValue of(String expression) {
        return new GoValue(expression, false, null, null);
    }

    static GoValue literal(String text) {
        return text.isBlank() ? NOTHING : of(quoted(text.strip()));
    }

    static GoValue test(String expression) {
        return new GoValue("(" + expression + ")", true, null, null);
    }

    static GoValue split(String expression, String separator) {
        return new GoValue(expression, false, separator, null);
    }

    static GoValue dictionary(Map<String, String> fields) {
        return new GoValue("\"\"", false, null, fields);
    }

    boolean isDictionary() {
        return fields != null;
    }

    /** Pebble takes a backslash in a text as it is written in YAML's single quotes. */
    static String quoted(String text) {
        if (text.contains("\"") || text.contains("'") || text.contains("\n")) {
            throw new IllegalArgumentException("a text with quotes (" + text + ") has no counterpart");
        }
        return "\"" + text + "\"";
    }

    /** One behind the other. */
    GoValue and(GoValue next) {
        if (equals(NOTHING)) {
            return next;
        }
        if (next.equals(NOTHING)) {
            return this;
        }
        if (isDictionary() || next.isDictionary()) {
            throw new IllegalArgumentException("something beside the JSON has no counterpart");
        }
        return of("(" + expression + " ~ " + next.expression + ")");
    }

    String condition() {
        return isCondition ? expression : "(" + expression + " is not empty)";
    }

    static GoValue either(String condition, GoValue then, GoValue otherwise) {
        if (then.isDictionary() || otherwise.isDictionary()) {
            Map<String, String> fields = new LinkedHashMap<>();
            Map<String, String> a = then.isDictionary() ? then.fields : Map.of();
            Map<String, String> b = otherwise.isDictionary() ? otherwise.fields : Map.of();
            for (String name : new String[] {"value", "unit"}) {
                String one = a.getOrDefault(name, "\"\"");
                String other = b.getOrDefault(name, "\"\"");
                if (a.containsKey(name) || b.containsKey(name)) {
                    fields.put(name, one.equals(other) ? one : "(" + condition + " ? " + one + " : " + other + ")");
                }
            }
            return dictionary(fields);
        }
        if (then.parts != null || otherwise.parts != null) {
            throw new IllegalArgumentException("a split inside an if has no counterpart");
        }
        return of("(" + condition + " ? " + then.expression + " : " + otherwise.expression + ")");
    }

    /** @param of the format and what goes into it */
    static GoValue printed(String format, List<GoValue> of) {
        List<String> parts = new ArrayList<>();
        Matcher verb = Pattern.compile("%(?:[svd]|\\.(\\d)f|f|%)").matcher(format);
        int end = 0;
        int next = 1;
        while (verb.find()) {
            add(parts, format.substring(end, verb.start()));
            end = verb.end();
            if (verb.group().equals("%%")) {
                add(parts, "%");
            } else if (next < of.size()) {
                String value = of.get(next++).expression();
                parts.add(verb.group(1) == null ? value : "(" + value + " | round(" + verb.group(1) + "))");
            }
        }
        add(parts, format.substring(end));
        if (next != of.size() || format.substring(end).contains("%")) {
            throw new IllegalArgumentException(
                    "printf \"" + format + "\" is not understood; known are %s, %v, %d, %f, %.1f");
        }
        return of(parts.size() == 1 ? parts.get(0) : "(" + String.join(" ~ ", parts) + ")");
    }

    private static void add(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(quoted(text));
        }
    }
}
