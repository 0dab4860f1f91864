package io.github.homeexporter.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a route is off: of its precondition the comparisons that do not hold, as a person would say them. */
final class Precondition {
    private static final Pattern COMPARISON = Pattern.compile("'\\{\\{([^:}]+)(?::[^}]*)?}}'\\s*(==|!=)\\s*'([^']*)'");

    private Precondition() {}

    /** A switch that stands on and switches nothing, since the route needs more than it; none of a route that needs only one thing of several. */
    static Optional<String> vainSwitch(String precondition, Function<String, String> settings) {
        if (precondition.contains("||")) {
            return Optional.empty();
        }
        return COMPARISON
                .matcher(precondition)
                .results()
                .filter(c -> c.group(2).equals("==") && c.group(3).equals("true"))
                .map(c -> c.group(1))
                .filter(key -> settings.apply(key).equals("true"))
                .findFirst();
    }

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
