package io.github.homeexporter.mutate;

import java.util.Map;

/** A string of a rules file, compiled: a literal or an expression. */
interface Text {
    /**
     * The text for one reading.
     *
     * @throws IllegalArgumentException saying why there is none
     */
    String render(Map<String, Object> variables);

    /** The literal, or null when it depends on the reading. */
    default String literal() {
        return null;
    }

    static Text of(String literal) {
        return new Text() {
            @Override
            public String render(Map<String, Object> variables) {
                return literal;
            }

            @Override
            public String literal() {
                return literal;
            }
        };
    }
}
