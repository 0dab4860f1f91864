package io.github.homeexporter.luxtronik.document;

import java.util.Locale;

/** An answer of a controller: answers carry no other mark of what they answer than their root. */
record Document(Kind kind, LuxtronikItem root) {
    /** What an answer is. */
    enum Kind {
        NAVIGATION,
        CONTENT,
        VALUES,
        OTHER;

        /** By the name of the root, in any case: the controllers' own web page compares so too. */
        static Kind of(String root) {
            return switch (root.toLowerCase(Locale.ROOT)) {
                case "navigation" -> NAVIGATION;
                case "content" -> CONTENT;
                case "values" -> VALUES;
                default -> OTHER;
            };
        }
    }
}
