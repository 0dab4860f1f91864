package io.github.homeexporter.mutate;

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
}
