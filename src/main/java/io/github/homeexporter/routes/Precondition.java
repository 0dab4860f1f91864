package io.github.homeexporter.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a route is off: of its precondition the comparisons that do not hold, as a person would say them. */
final class Precondition {
    private static final Pattern COMPARISON = Pattern.compile("'\\{\\{([^:}]+)(?::[^}]*)?}}'\\s*(==|!=)\\s*'([^']*)'");

    private Precondition() {}

    /** @param settings the value of a key; empty when it is not set */
    static String why(String precondition, Function<String, String> settings) {
        List<String> reasons = new ArrayList<>();
        Matcher comparison = COMPARISON.matcher(precondition);
        while (comparison.find()) {
            String key = comparison.group(1);
            String value = settings.apply(key);
            if (comparison.group(2).equals("==") != value.equals(comparison.group(3))) {
                reasons.add(key + (value.isEmpty() ? " is not set" : " is " + value));
            }
        }
        return reasons.isEmpty() ? "its precondition is not true" : String.join(", ", reasons);
    }
}
