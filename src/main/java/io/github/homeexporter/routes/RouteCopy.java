package io.github.homeexporter.routes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second device of a kind, as a person makes it: the route's file with another route id, prefix and keys. */
public final class RouteCopy {
    private RouteCopy() {}

    /**
     * @param kind the route's id, which is also the prefix of its settings
     * @param id of the copy, and the prefix of its settings
     */
    public static String of(String text, String kind, String id) {
        String from = Pattern.quote(kind);
        String to = Matcher.quoteReplacement(id);
        return text.replaceAll("(?m)^(\\s*id:\\s*)\"?" + from + "\"?(?=\\s*$)", "$1" + to)
                .replaceAll("(?m)^(\\s*nodePrefixId:\\s*)\"?" + from + "-\"?(?=\\s*$)", "$1" + to + "-")
                .replaceAll("(\\{\\{[?!]?|#property:)" + from + "\\.", "$1" + to + ".");
    }
}
