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

    /** A matcher of a selector: {@code room="Kitchen"}, {@code type!~"a|b"}. */
    record LabelMatch(String label, String operator, String value, Pattern pattern) {
        /**
         * @param value with {@link Promql#ANY} where a variable of a dashboard stands
         * @throws com.google.re2j.PatternSyntaxException for a pattern that is none
         */
        static LabelMatch of(String label, String operator, String value) {
            boolean open = value.indexOf(Promql.ANY) >= 0;
            if (open && operator.startsWith("!")) {
                // who knows what the variable takes away
                return new LabelMatch(label, operator, value, null);
            }
            if (operator.endsWith("~")) {
                return new LabelMatch(label, operator, value, Pattern.compile(value.replace(Promql.ANY + "", ".*")));
            }
            return new LabelMatch(label, operator, value, open ? Promql.pattern(value) : null);
        }

        /** @param actual empty for a label that is not there, as for Prometheus */
        boolean takes(String actual) {
            boolean alike = pattern == null ? value.equals(actual) : pattern.matches(actual);
            return operator.startsWith("!") ? !alike : alike;
        }

        @Override
        public String toString() {
            return label + operator + '"' + value.replace(Promql.ANY + "", "$…") + '"';
        }
    }
}
