package io.github.homeexporter.replaced.luxyaml;

import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.sample.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The four filters that luxtronik2-exporter ships, recognised by what they do, whatever their blanks, variables and words.
 * Our rules do all four and more, so a recognised filter needs no translation.
 */
enum LuxFilter {
    /** {@code Ein|Aus} is 1 or 0, key with {@code _state}. */
    SWITCH,
    /** What stands before {@code °}, unit C. */
    CELSIUS,
    /** What stands before the blank, and behind it the unit. */
    UNIT,
    /** Anything else as it is. */
    PLAIN;

    private static final Pattern TWO_WORDS = Pattern.compile("\\^?\\(?(?:\\?:)?([^|()^$]+)\\|([^|()^$]+)\\)?\\$?");
    private static final Pattern SWITCH_VALUE =
            Pattern.compile("\\$1 := \"[^\"]*\" if eq \\. \"([^\"]+)\" \\$1 = \"1\" else \\$1 = \"0\" end"
                    + " \\$2 := dict \"value\" \\$1 toJson \\$2");
    private static final Set<String> SWITCH_KEYS =
            Set.of("", "if regexMatch \"_state\" . . else . text:_state end", ". text:_state");
    private static final Set<String> SAME_KEY = Set.of("", ".");
    private static final Set<String> ANYTHING = Set.of("", ".", ".?", ".*", ".+", "^.*$", "^.+$");
    private static final Set<String> FUNCTIONS = Set.of("split", "dict", "toJson", "trim");

    /** The filter these texts are, or null when our rules do not do the same. */
    static LuxFilter of(String match, String value, String key, RulesFile rules) {
        GoTemplate template = new GoTemplate(value);
        String keys = new GoTemplate(key).normalised();
        Matcher words = TWO_WORDS.matcher(match.strip());
        if (words.matches() && SWITCH_KEYS.contains(keys) && isSwitch(words, template, rules)) {
            return SWITCH;
        }
        if (!SAME_KEY.contains(keys) || !isDictionary(template)) {
            return null;
        }
        boolean splits = template.functions().contains("split");
        String stripped = match.replaceAll("\\s", "");
        if (splits && Set.of("°", "°C").contains(stripped) && hasOnly(template, "value", "unit", "C", "°", "°C")) {
            return isNumberAndUnit(template) ? CELSIUS : null;
        }
        if (splits && hasOnly(template, "value", "unit", " ") && isNumberAndUnit(template)) {
            return knowsUnits(stripped, rules) ? UNIT : null;
        }
        return !splits && ANYTHING.contains(stripped) && hasOnly(template, "value") ? PLAIN : null;
    }

    private static boolean isSwitch(Matcher words, GoTemplate template, RulesFile rules) {
        Matcher value = SWITCH_VALUE.matcher(template.normalised());
        if (!value.matches()) {
            return false;
        }
        String on = value.group(1);
        String first = words.group(1).strip();
        String second = words.group(2).strip();
        boolean oneOfThem = on.equals(first) || on.equals(second);
        String off = on.equals(first) ? second : first;
        return oneOfThem && gives(rules, on, 1, "state") && gives(rules, off, 0, "state");
    }

    private static boolean isDictionary(GoTemplate template) {
        Set<String> functions = template.functions();
        return functions.contains("dict") && functions.contains("toJson") && FUNCTIONS.containsAll(functions);
    }

    private static boolean hasOnly(GoTemplate template, String... literals) {
        return template.literals().contains("value") && Set.of(literals).containsAll(template.literals());
    }

    /** {@code dict "value" <the part before> "unit" <the part behind, or C>}. */
    private static boolean isNumberAndUnit(GoTemplate template) {
        String text = template.normalised();
        int value = text.indexOf("\"value\"");
        int unit = text.indexOf("\"unit\"");
        if (unit < 0 || !text.contains("_0")) {
            return false;
        }
        String valueText = value < unit ? text.substring(value, unit) : text.substring(value);
        String unitText = value < unit ? text.substring(unit) : text.substring(unit, value);
        return !valueText.contains("_1") && !unitText.contains("_0");
    }

    private static boolean knowsUnits(String match, RulesFile rules) {
        for (String alternative : match.split("\\|")) {
            String unit = alternative.replace("\\s", "").replace("\\/", "/");
            if (!alternative.startsWith("\\s") || !gives(rules, "1 " + unit, 1, unit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean gives(RulesFile rules, String text, double value, String unit) {
        return rules.gives(new Reading("lux", "section", "name", text), value, unit);
    }

    /** A Go template taken apart into words, only as far as it takes to recognise it: nothing of it is ever run. */
    private static final class GoTemplate {
        private static final Pattern ACTION = Pattern.compile("\\{\\{-?(.*?)-?}}", Pattern.DOTALL);
        private static final Pattern TOKEN = Pattern.compile(
                "\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|\\$?[A-Za-z_]\\w*(?:\\.\\w+)*|\\.[A-Za-z_]\\w*|-?\\d+|:=|=|\\||\\.|\\S");

        private final List<String> tokens = new ArrayList<>();

        GoTemplate(String source) {
            Map<String, String> variables = new HashMap<>();
            Matcher action = ACTION.matcher(source);
            int end = 0;
            while (action.find()) {
                outside(source.substring(end, action.start()));
                end = action.end();
                Matcher token = TOKEN.matcher(action.group(1));
                while (token.find()) {
                    add(token.group(), variables);
                }
            }
            outside(source.substring(end));
        }

        /** All words with one blank between them; variables are {@code $1}, {@code $2} by first use, parentheses are left out. */
        String normalised() {
            return String.join(" ", tokens);
        }

        /** String literals without their quotes, blanks kept. */
        Set<String> literals() {
            return tokens.stream()
                    .filter(token -> token.startsWith("\""))
                    .map(token -> token.substring(1, token.length() - 1))
                    .collect(Collectors.toSet());
        }

        /** Functions and keywords. */
        Set<String> functions() {
            return tokens.stream()
                    .filter(token -> Character.isLetter(token.charAt(0)) && !token.startsWith("text:"))
                    .collect(Collectors.toSet());
        }

        private void outside(String text) {
            if (!text.isBlank()) {
                tokens.add("text:" + text.strip());
            }
        }

        private void add(String token, Map<String, String> variables) {
            if (token.equals("(") || token.equals(")")) {
                return;
            }
            if (token.startsWith("`")) {
                tokens.add('"' + token.substring(1, token.length() - 1) + '"');
            } else if (token.startsWith("$") && token.length() > 1) {
                int dot = token.indexOf('.');
                String name = dot < 0 ? token : token.substring(0, dot);
                String renamed = variables.computeIfAbsent(name, n -> "$" + (variables.size() + 1));
                tokens.add(dot < 0 ? renamed : renamed + token.substring(dot));
            } else {
                tokens.add(token);
            }
        }
    }
}
