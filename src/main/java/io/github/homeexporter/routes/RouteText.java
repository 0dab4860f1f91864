package io.github.homeexporter.routes;

import io.github.homeexporter.formats.Fields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A route file as a text: what is wrong with it, which Camel does not say, and its routes one by one, so that one of them can restart alone. */
final class RouteText {
    private static final Pattern LISTED = Pattern.compile("(?m)^\\s*(-\\s|\\[)");

    private static final Pattern BEGIN = Pattern.compile("(?m)^(?=- )");
    private static final Pattern COMMENT = Pattern.compile("(\\s*(#.*|---)?\\R?)*");
    private static final Pattern ROUTE = Pattern.compile("- route:.*");
    /** Camel gives it to every route there is, those of other files too. */
    private static final Pattern ERROR_HANDLER =
            Pattern.compile("(?m)^(- |  )[\"']?errorHandler[\"']?\\s*:(?!\\s*\\{?\\s*noErrorHandler)");

    private static final Pattern OF_TEMPLATE = Pattern.compile("(?m)^- [\"']?templatedRoute[\"']?\\s*:");
    /** What one route may say for another. */
    private static final Pattern SHARED = Pattern.compile("(?m)^[^#\n]*[\\s:-][&*][A-Za-z]");

    private RouteText() {}

    /** By place, {@code :12}, or empty for the whole file; what ships is not looked at. */
    static Map<String, String> faults(Resource file, String text) {
        Map<String, String> found = new LinkedHashMap<>();
        if (ShippedRoutes.isAsShipped(file)) {
            return found;
        }
        String nothing = nothingIn(text);
        int spoilt = Fields.notUtf8(text);
        if (nothing != null || spoilt > 0) {
            found.put(nothing == null ? ":" + spoilt : "", nothing == null ? Fields.NOT_UTF8 : nothing);
            return found;
        }
        Matcher handler = ERROR_HANDLER.matcher(text);
        if (handler.find()) {
            long line = text.substring(0, handler.start()).lines().count() + 1;
            found.put(":" + line, "errorHandler counts here for all routes of the program; allowed: within a route");
        }
        Matcher made = OF_TEMPLATE.matcher(text);
        if (made.find()) {
            long line = text.substring(0, made.start()).lines().count() + 1;
            found.put(":" + line, "templatedRoute makes no route in this program; write the route itself");
        }
        doubleKeys(text, found);
        return found;
    }

    /** Why a file has no route at all, from a half-written one to a web page saved under its name; null when it may have. */
    private static String nothingIn(String text) {
        String what = text.isBlank()
                ? "is empty"
                : text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))
                        ? "has comments only"
                        : LISTED.matcher(text).find() ? null : "has no route";
        return what == null ? null : what + "; allowed: a list of routes (- route: …)";
    }

    /** Keys that stand twice in one place: Camel takes the last one. What is no YAML is told by who reads it. */
    private static void doubleKeys(String text, Map<String, String> found) {
        try {
            Deque<Node> next = new ArrayDeque<>();
            new Compose(LoadSettings.builder().build()).composeString(text).ifPresent(next::add);
            Set<Node> seen = new HashSet<>();
            while (!next.isEmpty()) {
                Node node = next.remove();
                // an alias leads to the same node again
                if (seen.add(node)) {
                    if (node instanceof MappingNode mapping) {
                        keys(mapping, found);
                        mapping.getValue().forEach(tuple -> next.add(tuple.getValueNode()));
                    } else if (node instanceof SequenceNode list) {
                        next.addAll(list.getValue());
                    }
                }
            }
        } catch (YamlEngineException | StackOverflowError e) {
            found.clear();
        }
    }

    private static void keys(MappingNode mapping, Map<String, String> found) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                int line = key.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                Integer before = lines.put(key.getValue(), line);
                if (before != null) {
                    found.put(
                            ":" + line,
                            key.getValue() + " stands here twice, on line " + before + " already; only one can count");
                }
            }
        }
    }

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
