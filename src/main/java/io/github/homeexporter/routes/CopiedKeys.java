package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;

/**
 * The settings of a copied route that nobody set: {@code lux-cellar.interval} has the default of {@code lux.interval}, so that
 * a copy works as soon as its address is set. What a key is a copy of follows from the component that the route reads from.
 */
final class CopiedKeys implements PropertiesSource {
    private static final Pattern FROM =
            Pattern.compile("(?m)^\\s*from:[^\\S\\n]*(?:\\n\\s*)?\\{?\\s*uri:\\s*[\"']?([^\"'\\s}]+)");
    private static final Pattern MASTER = Pattern.compile("^master:[^:]+:");

    private final Settings settings;
    private final Predicate<String> isVariable;
    private final Map<String, String> originals = new ConcurrentHashMap<>();

    /** @param isVariable whether the environment has a value for a key: it wins over any default */
    CopiedKeys(Settings settings, Predicate<String> isVariable) {
        this.settings = settings;
        this.isVariable = isVariable;
    }

    /** Looks for copies of the shipped routes among the files. */
    void add(Collection<Resource> files, Collection<Resource> shipped) {
        List<String> copies = files.stream()
                .map(RouteFiles::readable)
                .filter(text -> !settings.shippedKeys().containsAll(RouteFiles.keysWithoutDefault(text, Set.of())))
                .toList();
        if (!copies.isEmpty()) {
            List<String> kinds = shipped.stream().map(RouteFiles::readable).toList();
            copies.forEach(copy -> kinds.forEach(kind -> add(copy, kind)));
        }
    }

    private void add(String copy, String kind) {
        String scheme = scheme(copy);
        if (scheme.isEmpty() || !scheme.equals(scheme(kind))) {
            return;
        }
        for (String name : RouteFiles.keysWithoutDefault(copy, Set.of())) {
            if (!settings.shippedKeys().contains(name)) {
                RouteFiles.keysIn(kind).stream()
                        .filter(k -> rest(k).equals(rest(name))
                                && settings.shippedKeys().contains(k))
                        .findFirst()
                        .filter(k -> copy.contains("precondition:") || !isSwitch(k, kind))
                        .ifPresent(k -> originals.put(name, k));
            }
        }
    }

    /** An address: a copy that has it without the precondition misses it, and says so. */
    private static boolean isSwitch(String key, String kind) {
        String precondition = RouteFiles.preconditionIn(kind);
        return precondition != null && RouteFiles.keysIn(precondition).contains(key);
    }

    private static String rest(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    private static String scheme(String text) {
        Matcher from = FROM.matcher(text);
        return from.find() ? RouteSource.scheme(MASTER.matcher(from.group(1)).replaceFirst("")) : "";
    }

    @Override
    public String getName() {
        return "copied routes";
    }

    @Override
    public String getProperty(String key) {
        String original = originals.get(key);
        return original == null || settings.setting(key).isPresent() || isVariable.test(key)
                ? null
                : settings.defaultOf(original);
    }
}
