package io.github.homeexporter.comparison.query;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a query takes from the store: a name, and labels.
 *
 * @param name with {@link Promql#ANY} where a variable stands; empty when only labels select
 * @param names what the name must match where it is not one name
 */
record Selector(String name, Optional<Pattern> names, List<LabelMatch> matches) {
    /** Whether nothing is known of what it selects: a variable stands for the name, or there is none. */
    boolean isOpen() {
        return names.isEmpty() && name.replace(Promql.ANY + "", "").isEmpty();
    }

    boolean takesName(String actual) {
        return names.map(pattern -> pattern.matches(actual)).orElse(name.equals(actual));
    }

    @Override
    public String toString() {
        String labels = matches.stream().map(LabelMatch::toString).collect(Collectors.joining(",", "{", "}"));
        String named = names.isPresent() && name.isEmpty()
                ? "{__name__=~\"" + names.get() + "\"}"
                : name.replace(Promql.ANY + "", "$…");
        return named + (matches.isEmpty() ? "" : labels);
    }
}
