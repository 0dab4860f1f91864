package io.github.homeexporter.routes;

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
    private static final int MOST_BYTES = 1 << 20;
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
        Set<String> names = files.stream().map(RouteFiles::nameOf).collect(Collectors.toSet());
        try {
            for (Resource shipped : copies.isEmpty() ? List.<Resource>of() : ShippedRoutes.all()) {
                for (Map.Entry<String, String> copy : copies.entrySet()) {
                    String name = copy.getKey() + SUFFIX;
                    if (nameOf(shipped).equals(copy.getValue() + SUFFIX) && !names.contains(name)) {
                        String text = RouteCopy.of(text(shipped), copy.getValue(), copy.getKey());
                        files.add(ResourceHelper.fromString("mem:" + name, text));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Those under the name of a shipped file come first: of two that cannot run beside each other the other is the copy. */
    public static List<Resource> find(CamelContext context, Path directory) {
        Path folder = directory.resolve(FOLDER);
        try {
            List<Resource> shipped = ShippedRoutes.all();
            if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
                return shipped;
            }
            Set<String> shippedNames = shipped.stream().map(RouteFiles::nameOf).collect(Collectors.toSet());
            List<Resource> files = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            try (Stream<Path> own = Files.list(folder)) {
                for (Path file : own.filter(RouteFiles::isRouteFile)
                        .sorted(Comparator.comparing((Path file) -> !shippedNames.contains(
                                        file.getFileName().toString()))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList()) {
                    files.add(of(context, file));
                    names.add(file.getFileName().toString());
                }
            }
            List<Resource> all = new ArrayList<>(shipped.stream()
                    .filter(file -> ALWAYS.contains(nameOf(file)) && !names.contains(nameOf(file)))
                    .toList());
            all.addAll(files);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The shipped files that settings switch on, but that do not run because {@code routes/} has files of its own.
     *
     * @return empty, or one sentence that names them
     */
    public static List<Finding> switchedOff(CamelContext context, Path directory) {
        Set<String> there =
                find(context, directory).stream().map(RouteFiles::nameOf).collect(Collectors.toSet());
        Set<String> own = new LinkedHashSet<>();
        List<String> off = new ArrayList<>();
        try {
            for (Resource file : find(context, directory)) {
                own.add(readable(file).replaceAll("(?s)^.*?\\bid: *\"?([^\\s\",}]+).*$", "$1"));
            }
            for (Resource file : ShippedRoutes.all()) {
                String id = nameOf(file).replace(SUFFIX, "");
                if (!there.contains(nameOf(file)) && !own.contains(id) && isOn(context, preconditionIn(text(file)))) {
                    off.add(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return off.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        FOLDER + "/",
                        "its files replace those that ship; switched on by settings and not running: "
                                + String.join(", ", off) + "; copy " + off.get(0) + SUFFIX
                                + " of the program's routes into it to have it"));
    }

    /** Whether a route runs: without a precondition, or with one that is true. */
    static boolean isOn(CamelContext context, String precondition) {
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

    static List<Path> list(Path folder) {
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
        try {
            return nameOf(file).equals("publish" + SUFFIX)
                    || text(file).matches("(?s).*\\bid: *[\"']?" + Pattern.quote(id) + "[\"']?\\s.*");
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code luxtronik.camel.yaml}. */
    public static String nameOf(Resource file) {
        return file.getLocation().replaceFirst("^.*[/\\\\:]", "");
    }

    /** Empty for what cannot be read, a link into nothing for example: it is said elsewhere. */
    static String readable(Resource file) {
        try {
            return text(file);
        } catch (IOException e) {
            return "";
        }
    }

    static String text(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file.getLocation() + " is larger than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The settings that readable files name. */
    public static Set<String> keysIn(List<Resource> files) {
        Set<String> keys = new LinkedHashSet<>();
        for (Resource file : files) {
            try {
                keys.addAll(keysIn(text(file)));
            } catch (IOException e) {
                // the file is skipped for the same reason, and said so
            }
        }
        return keys;
    }

    /** The settings that files in force name, and those that ship: what has effect by a route, whether it runs or not. */
    public static Set<String> allKeys(CamelContext context, Path directory, Map<String, String> copies) {
        Set<String> keys = keysIn(find(context, directory, copies));
        try {
            keys.addAll(keysIn(ShippedRoutes.all()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
