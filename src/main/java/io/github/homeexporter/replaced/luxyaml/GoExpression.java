package io.github.homeexporter.replaced.luxyaml;

import io.github.homeexporter.replaced.luxyaml.GoTranslation.GoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One pipeline of a Go template: {@code split " " . | first}, with the functions of sprig that people use on a value. */
final class GoExpression {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|\\$\\w+(?:\\._\\d+)?|\\._\\d+|\\$|-?\\d+(?:\\.\\d+)?|[A-Za-z]\\w*|[().|]|\\S");
    /** The functions, by how many operands they need at least. */
    private static final Map<String, Integer> REQUIRED = new HashMap<>();

    static {
        required(1, "trim lower upper float64 int int64 atoi toString toJson not first last len quote");
        required(2, "eq ne lt le gt ge and or split splitList regexMatch regexFind contains hasPrefix hasSuffix");
        required(
                2,
                "trimSuffix trimPrefix trimAll add sub mul div mod addf subf mulf divf default printf dict index round");
        required(3, "replace ternary regexReplaceAll");
    }

    private static final String SPECIAL = "\\^$.|?*+()[]{}/";

    private final List<String> tokens = new ArrayList<>();
    private final String dot;
    private final Map<String, GoValue> variables;
    private int at;

    GoExpression(String source, String dot, Map<String, GoValue> variables) {
        this.dot = dot;
        this.variables = variables;
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            tokens.add(token.group());
        }
    }

    private static void required(int operands, String functions) {
        for (String function : functions.split(" ")) {
            REQUIRED.put(function, operands);
        }
    }

    GoValue value() {
        GoValue value = pipeline();
        if (at < tokens.size()) {
            throw new IllegalArgumentException("\"" + tokens.get(at) + "\" is not understood here");
        }
        return value;
    }

    private boolean isAt(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private GoValue pipeline() {
        GoValue value = command(null);
        while (isAt("|")) {
            at++;
            value = command(value);
        }
        return value;
    }

    /** A function and its operands, the piped one last; or one operand. */
    private GoValue command(GoValue piped) {
        String first = at < tokens.size() ? tokens.get(at) : "";
        boolean function = !first.isEmpty() && Character.isLetter(first.charAt(0)) && !first.matches("true|false|nil");
        if (function) {
            at++;
        }
        List<GoValue> operands = new ArrayList<>();
        while (at < tokens.size() && !isAt("|") && !isAt(")")) {
            operands.add(operand());
        }
        if (piped != null) {
            operands.add(piped);
        }
        if (function) {
            return call(first, operands);
        }
        if (operands.size() != 1) {
            throw new IllegalArgumentException("\"" + String.join(" ", tokens) + "\" is not understood");
        }
        return operands.get(0);
    }

    private GoValue operand() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            GoValue inner = pipeline();
            if (!isAt(")")) {
                throw new IllegalArgumentException("a ) is missing");
            }
            at++;
            boolean member = at < tokens.size() && tokens.get(at).startsWith("._");
            return member ? part(inner, Integer.parseInt(tokens.get(at++).substring(2))) : inner;
        }
        if (token.equals(".") || token.equals("$")) {
            return GoValue.of(dot);
        }
        if (token.startsWith("$")) {
            String[] parts = token.split("\\._");
            GoValue variable = variables.get(parts[0]);
            if (variable == null) {
                throw new IllegalArgumentException("variable " + parts[0] + " is not set before");
            }
            return parts.length == 1 ? variable : part(variable, Integer.parseInt(parts[1]));
        }
        if (token.startsWith("\"") || token.startsWith("`")) {
            String text = token.substring(1, token.length() - 1);
            return GoValue.of(GoValue.quoted(token.startsWith("`") ? text : text.replace("\\\\", "\\")));
        }
        if (token.matches("-?\\d+(?:\\.\\d+)?")) {
            return GoValue.of(token);
        }
        if (token.matches("true|false")) {
            return new GoValue(token, true, null, null);
        }
        // a function without operands, as an operand
        return call(token, List.of());
    }

    private static GoValue part(GoValue split, int index) {
        if (split.parts() == null) {
            throw new IllegalArgumentException("._" + index + " of something that was not split");
        }
        String by = literal(split.parts());
        String before = index == 0 ? "" : "(?:.*?" + by + "){" + index + "}";
        return GoValue.of("(" + split.expression() + " | regex_find(\"^" + before + "(.*?)(?:" + by + "|$)\"))");
    }

    private static String literal(String text) {
        return text.chars()
                .mapToObj(c -> (SPECIAL.indexOf(c) >= 0 ? "\\" : "") + (char) c)
                .collect(Collectors.joining());
    }

    private static String unquoted(String function, GoValue value) {
        String text = value.expression();
        if (!text.startsWith("\"")) {
            throw new IllegalArgumentException(function + " with a text that is made, not written, has no counterpart");
        }
        return text.substring(1, text.length() - 1);
    }

    private static GoValue call(String name, List<GoValue> of) {
        Integer required = REQUIRED.get(name);
        if (required == null) {
            throw new IllegalArgumentException("the function " + name + " has no counterpart");
        }
        if (of.size() < required) {
            throw new IllegalArgumentException(name + " with " + of.size() + " operands is not understood");
        }
        String a = of.get(0).expression();
        String b = of.size() > 1 ? of.get(1).expression() : "";
        return switch (name) {
            case "trim", "lower", "upper" -> GoValue.of("(" + a + " | " + name + ")");
            case "float64" -> GoValue.of("(" + a + " | number)");
            case "int", "int64", "atoi" -> GoValue.of("(" + a + " | int)");
            case "toString", "toJson" -> of.get(0);
            case "not" -> GoValue.test("not " + of.get(0).condition());
            case "eq" -> equal(of);
            case "ne" -> GoValue.test(a + " != " + b);
            case "lt" -> GoValue.test(a + " < " + b);
            case "le" -> GoValue.test(a + " <= " + b);
            case "gt" -> GoValue.test(a + " > " + b);
            case "ge" -> GoValue.test(a + " >= " + b);
            case "and", "or" ->
                GoValue.test(of.stream().map(GoValue::condition).collect(Collectors.joining(" " + name + " ")));
            case "split", "splitList" -> GoValue.split(b, unquoted(name, of.get(0)));
            case "first" -> part(of.get(0), 0);
            case "last" ->
                GoValue.of("(" + a + " | regex_replace(\"^.*"
                        + literal(String.valueOf(of.get(0).parts())) + "\", \"\"))");
            case "index" -> part(of.get(0), Integer.parseInt(b));
            case "regexMatch" -> GoValue.test(b + " | regex_search(" + a + ")");
            case "regexFind" -> GoValue.of("(" + b + " | regex_find(" + ungrouped(a) + "))");
            case "regexReplaceAll" -> // of sprig: pattern, text, by
                GoValue.of("(" + b + " | regex_replace(" + a + ", "
                        + of.get(2).expression().replaceAll("\\$\\{(\\w+)}", "\\$$1") + "))");
            case "contains" -> GoValue.test(b + " contains " + a);
            case "hasPrefix" -> GoValue.test(b + " | regex_search(\"^" + literal(unquoted(name, of.get(0))) + "\")");
            case "hasSuffix" -> GoValue.test(b + " | regex_search(\"" + literal(unquoted(name, of.get(0))) + "$\")");
            case "trimSuffix" -> replaced(b, literal(unquoted(name, of.get(0))) + "$");
            case "trimPrefix" -> replaced(b, "^" + literal(unquoted(name, of.get(0))));
            case "trimAll" -> {
                String set = "[" + literal(unquoted(name, of.get(0))) + "]+";
                yield replaced(b, "^" + set + "|" + set + "$");
            }
            case "replace" -> GoValue.of("(" + of.get(2).expression() + " | replace(" + a + ", " + b + "))");
            case "add", "sub", "mul", "div", "mod" -> whole(name, of);
            case "addf", "subf", "mulf", "divf" -> joined(of, " | number", operator(name));
            case "round" -> GoValue.of("(" + a + " | round(" + b + "))");
            case "default" -> GoValue.of("(" + b + " | default(" + a + "))");
            case "ternary" -> GoValue.of("(" + of.get(2).condition() + " ? " + a + " : " + b + ")");
            case "printf" -> GoValue.printed(unquoted(name, of.get(0)), of);
            case "dict" -> dictionary(of);
            default -> throw new IllegalArgumentException("the function " + name + " has no counterpart");
        };
    }

    /** Of one with any of the others, as Go's. */
    private static GoValue equal(List<GoValue> of) {
        String a = of.get(0).expression();
        return GoValue.test(of.subList(1, of.size()).stream()
                .map(other -> a + " == " + other.expression())
                .collect(Collectors.joining(" or ")));
    }

    /** Our regex_find gives the first group, Go's the whole match. */
    private static String ungrouped(String regex) {
        return regex.replaceAll("(?<!\\\\)\\((?!\\?)", "(?:");
    }

    private static GoValue replaced(String text, String regex) {
        return GoValue.of("(" + text + " | regex_replace(\"" + regex + "\", \"\"))");
    }

    /** sprig's arithmetic is that of whole numbers. */
    private static GoValue whole(String name, List<GoValue> of) {
        GoValue joined = joined(of, " | int", operator(name));
        return name.equals("div") ? GoValue.of("(" + joined.expression() + " | int)") : joined;
    }

    private static GoValue joined(List<GoValue> of, String filter, String operator) {
        return GoValue.of(of.stream()
                .map(value -> value.expression().matches("-?[\\d.]+")
                        ? value.expression()
                        : "(" + value.expression() + filter + ")")
                .collect(Collectors.joining(operator, "(", ")")));
    }

    private static String operator(String name) {
        return switch (name.substring(0, 3)) {
            case "add" -> " + ";
            case "sub" -> " - ";
            case "mul" -> " * ";
            case "div" -> " / ";
            default -> " % ";
        };
    }

    private static GoValue dictionary(List<GoValue> of) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < of.size(); i += 2) {
            fields.put(unquoted("dict", of.get(i)), of.get(i + 1).expression());
        }
        return GoValue.dictionary(fields);
    }
}
