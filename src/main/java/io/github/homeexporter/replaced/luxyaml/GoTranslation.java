package io.github.homeexporter.replaced.luxyaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Go template as an expression of our rules: followed with symbols instead of values, so that what a chain of
 * {@code if} assigns becomes one expression. What it does not know it names; nothing is guessed.
 */
final class GoTranslation {
    private static final Pattern PIECE = Pattern.compile("\\{\\{(-?)\\s*(.*?)\\s*(-?)}}", Pattern.DOTALL);
    private static final Pattern KEYWORD =
            Pattern.compile("(if|else if|else|end|range|with|define|template|block)\\b\\s*(.*)", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\$\\w+)\\s*(:?=)\\s*(.*)", Pattern.DOTALL);

    /** What a template gives: a text, or what {@code toJson dict} had. */
    record Made(String text, Map<String, String> fields) {}

    private record Statement(String kind, String text) {}

    private final List<Statement> statements = new ArrayList<>();
    private final String dot;
    private int at;

    private GoTranslation(String dot) {
        this.dot = dot;
    }

    /**
     * @param dot the variable that {@code .} is
     * @throws IllegalArgumentException saying what has no counterpart
     */
    static Made of(String source, String dot) {
        GoTranslation go = new GoTranslation(dot);
        Matcher piece = PIECE.matcher(source);
        int end = 0;
        boolean trims = false;
        while (piece.find()) {
            go.outside(
                    source.substring(end, piece.start()), trims, !piece.group(1).isEmpty());
            trims = !piece.group(3).isEmpty();
            end = piece.end();
            go.inside(piece.group(2));
        }
        go.outside(source.substring(end), trims, false);
        Map<String, GoValue> variables = new HashMap<>();
        GoValue made = go.run(variables);
        if (go.at < go.statements.size()) {
            throw new IllegalArgumentException("{{" + go.statements.get(go.at).kind() + "}} without {{if}}");
        }
        return made.isDictionary() ? new Made("", made.fields()) : new Made(made.expression(), Map.of());
    }

    private void outside(String text, boolean trimsLeft, boolean trimsRight) {
        String left = trimsLeft ? text.stripLeading() : text;
        String out = trimsRight ? left.stripTrailing() : left;
        if (!out.isEmpty()) {
            statements.add(new Statement("text", out));
        }
    }

    private void inside(String action) {
        Matcher keyword = KEYWORD.matcher(action);
        if (action.startsWith("/*")) {
            return;
        }
        if (keyword.matches()) {
            statements.add(new Statement(keyword.group(1), keyword.group(2)));
        } else {
            statements.add(new Statement("do", action));
        }
    }

    /** Up to the end of a branch. */
    private GoValue run(Map<String, GoValue> variables) {
        GoValue out = GoValue.NOTHING;
        while (at < statements.size()) {
            Statement now = statements.get(at);
            switch (now.kind()) {
                case "text" -> {
                    at++;
                    out = out.and(GoValue.literal(now.text()));
                }
                case "do" -> {
                    at++;
                    Matcher assignment = ASSIGNMENT.matcher(now.text());
                    if (assignment.matches()) {
                        variables.put(
                                assignment.group(1), new GoExpression(assignment.group(3), dot, variables).value());
                    } else {
                        out = out.and(new GoExpression(now.text(), dot, variables).value());
                    }
                }
                case "if" -> out = out.and(branch(variables));
                case "else if", "else", "end" -> {
                    return out;
                }
                default -> throw new IllegalArgumentException("{{" + now.kind() + "}} has no counterpart");
            }
        }
        return out;
    }

    private GoValue branch(Map<String, GoValue> variables) {
        String condition = new GoExpression(statements.get(at++).text(), dot, variables)
                .value()
                .condition();
        Map<String, GoValue> then = new HashMap<>(variables);
        GoValue made = run(then);
        Map<String, GoValue> otherwise = new HashMap<>(variables);
        GoValue other = GoValue.NOTHING;
        if (at >= statements.size()) {
            throw new IllegalArgumentException("{{if}} without {{end}}");
        }
        Statement next = statements.get(at);
        if (next.kind().equals("else if")) {
            statements.set(at, new Statement("if", next.text()));
            other = branch(otherwise);
        } else {
            at++;
            if (next.kind().equals("else")) {
                other = run(otherwise);
                at++;
            }
        }
        Map<String, GoValue> merged = new LinkedHashMap<>();
        for (String name : variables.keySet()) {
            GoValue a = then.get(name);
            GoValue b = otherwise.get(name);
            merged.put(name, Objects.equals(a, b) ? a : GoValue.either(condition, a, b));
        }
        variables.putAll(merged);
        return made.equals(other) ? made : GoValue.either(condition, made, other);
    }

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
}
