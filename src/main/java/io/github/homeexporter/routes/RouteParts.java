package io.github.homeexporter.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The routes of a file one by one, so that one of them can restart without the others. */
final class RouteParts {
    private static final Pattern BEGIN = Pattern.compile("(?m)^(?=- )");
    private static final Pattern COMMENT = Pattern.compile("(\\s*(#.*|---)?\\R?)*");
    private static final Pattern ROUTE = Pattern.compile("- route:.*");
    /** What one route may say for another. */
    private static final Pattern SHARED = Pattern.compile("(?m)^[^#\n]*[\\s:-][&*][A-Za-z]");

    private RouteParts() {}

    static boolean reads(String text, Collection<String> keys) {
        return !Collections.disjoint(RouteFiles.keysIn(text), keys);
    }

    /** The routes that read one of the settings, each on the lines where it stands; the whole text if it is not only routes. */
    static List<String> reading(String text, Set<String> keys) {
        List<String> parts = new ArrayList<>();
        String before = "";
        for (String part : BEGIN.split(text)) {
            boolean one = ROUTE.matcher(part).lookingAt()
                    && !SHARED.matcher(part).find()
                    && idsIn(part).size() == 1;
            if (!one && !COMMENT.matcher(part).matches()) {
                return reads(text, keys) ? List.of(text) : List.of();
            }
            if (one && reads(part, keys)) {
                parts.add(before + part);
            }
            before += "\n".repeat((int) part.lines().count());
        }
        return parts;
    }

    /** As Camel has them; none of a text that is no list of routes. */
    static List<String> idsIn(String text) {
        List<String> ids = new ArrayList<>();
        Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
        for (Object each : root instanceof List<?> list ? list : List.of()) {
            if (each instanceof Map<?, ?> one
                    && one.get("route") instanceof Map<?, ?> route
                    && route.get("id") instanceof String id) {
                ids.add(id);
            }
        }
        return ids;
    }
}
