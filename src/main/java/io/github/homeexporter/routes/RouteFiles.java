package io.github.homeexporter.routes;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Which route files are in force: those of {@code routes/} in the working directory, with publish, http and homeassistant from the jar
 * unless a file of that name is there; without such a folder all that ship.
 */
public final class RouteFiles {
    public static final String FOLDER = "routes";
    static final String SUFFIX = ".camel.yaml";
    private static final Set<String> ALWAYS = Set.of("publish" + SUFFIX, "http" + SUFFIX, "homeassistant" + SUFFIX);
    private static final Pattern KEY =
            Pattern.compile("\\{\\{\\??([A-Za-z0-9_.-]+)[^}]*}}|#property:([A-Za-z0-9_.-]+)");
    private static final Pattern WITHOUT_DEFAULT =
            Pattern.compile("\\{\\{([A-Za-z0-9_.-]+)}}|#property:([A-Za-z0-9_.-]+)");
    private static final Pattern PRECONDITION = Pattern.compile("(?m)^ +precondition: *\"(.*)\" *$");

    private RouteFiles() {}

    /**
     * With the copies that settings ask for, unless the folder has a file of such a name.
     *
     * @param copies as {@link Settings#copies}
     */
    public static List<Resource> find(CamelContext context, Path directory, Map<String, String> copies) {
        List<Resource> files = new ArrayList<>(find(context, directory));
        Set<String> names = namesOf(files);
        for (Resource shipped : copies.isEmpty() ? List.<Resource>of() : ShippedRoutes.all()) {
            copies.forEach((id, kind) -> {
                String name = id + SUFFIX;
                if (nameOf(shipped).equals(kind + SUFFIX) && !names.contains(name)) {
                    files.add(ResourceHelper.fromString("mem:" + name, copied(readable(shipped), kind, id)));
                }
            });
        }
        return files;
    }

    private static Set<String> namesOf(List<Resource> files) {
        return files.stream().map(RouteFiles::nameOf).collect(Collectors.toSet());
    }

    /**
     * A second device of a kind, as a person makes it: the route's file with another route id, prefix and keys.
     *
     * @param kind the route's id, which is also the prefix of its settings
     * @param id of the copy, and the prefix of its settings
     */
    public static String copied(String text, String kind, String id) {
        String from = Pattern.quote(kind);
        String to = Matcher.quoteReplacement(id);
        return text.replaceAll("(?m)^(\\s*id:\\s*)\"?" + from + "\"?(?=\\s*$)", "$1" + to)
                .replaceAll("(?m)^(\\s*nodePrefixId:\\s*)\"?" + from + "-\"?(?=\\s*$)", "$1" + to + "-")
                .replaceAll("(\\{\\{[?!]?|#property:)" + from + "\\.", "$1" + to + ".");
    }

    /** Those under the name of a shipped file come first: of two that cannot run beside each other the other is the copy. */
    public static List<Resource> find(CamelContext context, Path directory) {
        Path folder = directory.resolve(FOLDER);
        List<Resource> shipped = ShippedRoutes.all();
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return shipped;
        }
        Set<String> shippedNames = namesOf(shipped);
        List<Resource> own = list(folder).stream()
                .filter(RouteFiles::isRouteFile)
                .sorted(Comparator.comparing(
                        file -> !shippedNames.contains(file.getFileName().toString())))
                .map(file -> of(context, file))
                .toList();
        Set<String> names = namesOf(own);
        List<Resource> all = new ArrayList<>(shipped);
        all.removeIf(file -> !ALWAYS.contains(nameOf(file)) || names.contains(nameOf(file)));
        all.addAll(own);
        return all;
    }

    /**
     * The shipped files that settings switch on, but that do not run because {@code routes/} has files of its own.
     *
     * @return empty, or one sentence that names them
     */
    public static List<Finding> switchedOff(CamelContext context, Path directory) {
        List<Resource> files = find(context, directory);
        Set<String> there = namesOf(files);
        Set<String> own = files.stream()
                .map(file -> readable(file).replaceAll("(?s)^.*?\\bid: *\"?([^\\s\",}]+).*$", "$1"))
                .collect(Collectors.toSet());
        List<String> off = ShippedRoutes.all().stream()
                .filter(file -> !there.contains(nameOf(file)) && isOn(context, preconditionIn(readable(file))))
                .map(file -> nameOf(file).replace(SUFFIX, ""))
                .filter(id -> !own.contains(id))
                .toList();
        return off.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        FOLDER + "/",
                        "its files replace those that ship; switched on by settings and not running: "
                                + String.join(", ", off) + "; copy " + off.get(0) + SUFFIX
                                + " of the program's routes into it to have it"));
    }

    /** Whether a route runs: without a precondition, or with one that is true. */
    public static boolean isOn(CamelContext context, String precondition) {
        if (precondition == null) {
            return true;
        }
        try {
            return context.resolveLanguage("simple")
                    .createPredicate(context.resolvePropertyPlaceholders(precondition))
                    .matches(new DefaultExchange(context));
        } catch (RuntimeException e) {
            // a value that breaks the expression is a value
            return true;
        }
    }

    static String preconditionIn(String text) {
        Matcher precondition = PRECONDITION.matcher(text);
        return precondition.find() ? precondition.group(1) : null;
    }

    /** What lies in a folder, sorted; nothing for one that is not there or cannot be read. */
    public static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resource of(CamelContext context, Path file) {
        return PluginHelper.getResourceLoader(context).resolveResource("file:" + file.toAbsolutePath());
    }

    static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        // a link into nothing is named where it is read; a pipe would never come to its end
        boolean readable = Files.isRegularFile(file) || !Files.exists(file);
        return readable && name.endsWith(".yaml") && !name.startsWith(".");
    }

    /** Whether it has a route of that id, or the tail of all of them. */
    public static boolean isNeededFor(Resource file, String id) {
        return nameOf(file).equals("publish" + SUFFIX)
                || readable(file).matches("(?s).*\\bid: *[\"']?" + Pattern.quote(id) + "[\"']?\\s.*");
    }

    /** {@code luxtronik.camel.yaml}. */
    public static String nameOf(Resource file) {
        return file.getLocation().replaceFirst("^.*[/\\\\:]", "");
    }

    /** Empty for what cannot be read, a link into nothing for example: it is said elsewhere. */
    public static String readable(Resource file) {
        try {
            return text(file);
        } catch (IOException e) {
            return "";
        }
    }

    static String text(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            byte[] bytes = OwnerFile.bounded(in).orElseThrow(() -> new IOException("it is larger than 1 MiB"));
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The settings that readable files name. */
    public static Set<String> keysIn(List<Resource> files) {
        Set<String> keys = new LinkedHashSet<>();
        // what cannot be read is skipped, and said so
        files.forEach(file -> keys.addAll(keysIn(readable(file))));
        return keys;
    }

    /** The settings that files in force name, and those that ship: what has effect by a route, whether it runs or not. */
    public static Set<String> allKeys(CamelContext context, Path directory, Map<String, String> copies) {
        Set<String> keys = keysIn(find(context, directory, copies));
        keys.addAll(keysIn(ShippedRoutes.all()));
        return keys;
    }

    /** The settings a file names: a key that a route uses is a known key. */
    public static Set<String> keysIn(String text) {
        return keys(KEY, text);
    }

    /**
     * The settings that must be there.
     *
     * @param ids of the routes that count; none for all of them
     */
    static Set<String> keysWithoutDefault(String text, Set<String> ids) {
        Set<String> keys = new LinkedHashSet<>();
        for (String route : text.split("(?m)^(?=- )")) {
            if (ids.isEmpty()
                    || ids.stream()
                            .anyMatch(id -> route.matches("(?s).*\\bid: *[\"']?" + Pattern.quote(id) + "\\b.*"))) {
                keys.addAll(keys(WITHOUT_DEFAULT, route));
            }
        }
        return keys;
    }

    private static Set<String> keys(Pattern pattern, String text) {
        Set<String> keys = new LinkedHashSet<>();
        Matcher m = pattern.matcher(text);
        while (m.find()) {
            keys.add(m.group(1) != null ? m.group(1) : m.group(2));
        }
        return keys;
    }
}
