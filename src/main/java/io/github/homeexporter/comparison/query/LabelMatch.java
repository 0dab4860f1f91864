package io.github.homeexporter.comparison.query;

import com.google.re2j.Pattern;

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
