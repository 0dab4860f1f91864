package io.github.homeexporter.comparison.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.homeexporter.comparison.query.Selector.LabelMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The selectors of a PromQL expression. Not a parser of all of it: words, texts, numbers and braces are told apart, which is
 * enough to know a metric's name from a function, an operator, and a label in {@code by (…)}
 * (Prometheus, "Querying basics" and "Operators").
 */
final class Promql {
    /** Stands for a variable of a dashboard, whose value nobody here knows. */
    static final char ANY = '\uE000';

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{[A-Za-z_][^}]*\\}|\\$[A-Za-z_]\\w*|\\[\\[\\w+(:\\w+)?\\]\\]");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan", "group_left", "group_right");
    private static final Set<String> AGGREGATIONS =
            Set.of("sum min max avg group stddev stdvar count count_values bottomk topk quantile limitk limit_ratio"
                    .split(" "));

    private final String text;
    private final List<Selector> found = new ArrayList<>();
    private int at;
    private boolean alternatives;
    private boolean logs;

    private Promql(String text) {
        this.text = text;
        read();
    }

    /** The expression with its variables of Grafana made {@link #ANY}. */
    static String withoutVariables(String text) {
        return VARIABLE.matcher(text).replaceAll(String.valueOf(ANY));
    }

    /** What a text with {@link #ANY} in it can become. */
    static Pattern pattern(String text) {
        return Pattern.compile(Arrays.stream(text.split(String.valueOf(ANY), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    /** @throws IllegalArgumentException saying what of it cannot be read */
    static List<Selector> selectors(String expression) {
        return new Promql(expression).found;
    }

    /** Whether {@code or} joins parts of it. */
    static boolean hasAlternatives(String expression) {
        return new Promql(expression).alternatives;
    }

    /** Whether it is a query of Loki: a pipe stands in it, which PromQL does not have. */
    static boolean isOfLogs(String expression) {
        try {
            return new Promql(expression).logs;
        } catch (IllegalArgumentException e) {
            // said by who asks for its selectors
            return false;
        }
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (isQuote(c)) {
                quoted();
            } else if (c == '{') {
                selector("");
            } else if (c == '[') {
                at = after(']');
            } else if (isDigit(c) || c == '.') {
                number();
            } else if (isOfName(c)) {
                word();
            } else {
                logs |= c == '|';
                at++;
            }
        }
    }

    private void word() {
        String word = name();
        String lower = word.toLowerCase(Locale.ROOT);
        char next = next();
        if (BEFORE_LABELS.contains(lower) && next == '(') {
            at = after(')');
        } else if (OPERATORS.contains(lower) || next == '(') {
            alternatives |= lower.equals("or");
            return; // what stands in the parentheses is read on
        } else if (AGGREGATIONS.contains(lower) && isListNext()) {
            return;
        } else if (next == '{') {
            selector(word);
        } else {
            take(word, List.of());
        }
    }

    /** {@code sum by (a) (x)}: what follows an aggregation that is no metric of that name. */
    private boolean isListNext() {
        int before = at;
        String following = name().toLowerCase(Locale.ROOT);
        at = before;
        return following.equals("by") || following.equals("without");
    }

    private void selector(String before) {
        String name = before;
        List<LabelMatch> matches = new ArrayList<>();
        List<LabelMatch> ofName = new ArrayList<>();
        at++;
        while (next() != '}') {
            if (at >= text.length()) {
                throw new IllegalArgumentException("a brace is not closed");
            }
            char c = text.charAt(at);
            boolean quoted = isQuote(c);
            String label = quoted ? quoted() : isOfName(c) ? name() : "";
            String operator = operator();
            if (operator.isEmpty()) {
                name = quoted ? label : name;
                at += label.isEmpty() ? 1 : 0;
            } else if (!isQuote(next())) {
                throw new IllegalArgumentException("no text behind " + label + operator);
            } else if (label.equals("__name__")) {
                ofName.add(match(label, operator, quoted()));
            } else if (label.indexOf(ANY) < 0) {
                matches.add(match(label, operator, quoted()));
            } else {
                quoted();
            }
        }
        at++;
        takeNamed(name, ofName, matches);
    }

    private void takeNamed(String before, List<LabelMatch> ofName, List<LabelMatch> matches) {
        String name = before;
        Optional<Pattern> pattern = Optional.empty();
        for (LabelMatch match : ofName) {
            if (match.operator().equals("=")) {
                name = match.value();
            } else if (match.operator().equals("=~")) {
                pattern = Optional.of(match.pattern());
            }
        }
        if (name.isEmpty() && pattern.isPresent()) {
            found.add(new Selector(name, pattern, List.copyOf(matches)));
        } else {
            take(name, matches);
        }
    }

    private void take(String name, List<LabelMatch> matches) {
        boolean open = name.indexOf(ANY) >= 0 && name.length() > 1;
        found.add(new Selector(name, open ? Optional.of(pattern(name)) : Optional.empty(), List.copyOf(matches)));
    }

    private static LabelMatch match(String label, String operator, String value) {
        try {
            return LabelMatch.of(label, operator, value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    label + operator + " has no pattern behind it: " + e.getDescription(), e);
        }
    }

    private String operator() {
        char c = next();
        char second = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int length = c == '=' && second != '~' ? 1 : c == '=' || c == '!' && (second == '=' || second == '~') ? 2 : 0;
        String operator = text.substring(at, at + length);
        at += length;
        return operator;
    }

    private String quoted() {
        char quote = text.charAt(at);
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            boolean escaped = quote != '`' && text.charAt(at) == '\\' && at + 1 < text.length();
            at += escaped ? 1 : 0;
            char c = text.charAt(at);
            value.append(escaped && c == 'n' ? '\n' : escaped && c == 't' ? '\t' : c);
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("a text is not closed");
        }
        at++;
        return value.toString();
    }

    /** {@code 1.5e-3}, {@code 0x1f}, {@code 5m30s}. */
    private void number() {
        int from = at;
        while (at < text.length() && (isOfName(text.charAt(at)) || text.charAt(at) == '.' || isExponent(from))) {
            at++;
        }
    }

    private boolean isExponent(int from) {
        char sign = text.charAt(at);
        return (sign == '+' || sign == '-')
                && at > from
                && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                && !text.startsWith("0x", from);
    }

    private String name() {
        next();
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** The next character that is no blank; {@code at} stands on it. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private int after(char end) {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw new IllegalArgumentException("\"" + text.charAt(at) + "\" is not closed");
        }
        return close + 1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == ':' || c == ANY;
    }
}
