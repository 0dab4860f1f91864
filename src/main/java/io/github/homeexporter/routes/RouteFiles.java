package io.github.homeexporter.routes;

import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Which route files are in force: those of {@code routes/} in the working directory, with publish, http and homeassistant from the jar
 * unless a file of that name is there; without such a folder all that ship.
 */
public final class RouteFiles {
    public static final String FOLDER = "routes";
    private static final String SUFFIX = ".camel.yaml";
    private static final Set<String> ALWAYS = Set.of("publish" + SUFFIX, "http" + SUFFIX, "homeassistant" + SUFFIX);
    private static final Pattern KEY =
            Pattern.compile("\\{\\{\\??([A-Za-z0-9_.-]+)[^}]*}}|#property:([A-Za-z0-9_.-]+)");

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
            for (Resource shipped : copies.isEmpty() ? List.<Resource>of() : shipped(context)) {
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

    public static List<Resource> find(CamelContext context, Path directory) {
        Path folder = directory.resolve(FOLDER);
        try {
            List<Resource> files = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            if (Files.isDirectory(folder)) {
                try (Stream<Path> all = Files.list(folder)) {
                    for (Path file :
                            all.filter(RouteFiles::isRouteFile).sorted().toList()) {
                        files.add(of(context, file));
                        names.add(file.getFileName().toString());
                    }
                }
            }
            boolean shippedOnly = !Files.isDirectory(folder);
            for (Resource shipped : shipped(context)) {
                String name = nameOf(shipped);
                if (shippedOnly || ALWAYS.contains(name) && !names.contains(name)) {
                    files.add(shipped);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resource of(CamelContext context, Path file) {
        return PluginHelper.getResourceLoader(context).resolveResource("file:" + file.toAbsolutePath());
    }

    static boolean isRouteFile(Path file) {
        return file.getFileName().toString().endsWith(".yaml");
    }

    /** {@code luxtronik.camel.yaml}. */
    public static String nameOf(Resource file) {
        return file.getLocation().replaceFirst("^.*[/\\\\:]", "");
    }

    /** Whether a route came from this file, however its path is written. */
    static boolean isSame(Resource a, Resource b) {
        return isShipped(a) == isShipped(b) && nameOf(a).equals(nameOf(b));
    }

    private static boolean isShipped(Resource file) {
        return file.getLocation().startsWith("classpath:") || file.getLocation().startsWith("jar:");
    }

    static String text(Resource file) throws IOException {
        return new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

    /** The settings a file names: a key that a route uses is a known key. */
    public static Set<String> keysIn(String text) {
        Set<String> keys = new LinkedHashSet<>();
        Matcher m = KEY.matcher(text);
        while (m.find()) {
            keys.add(m.group(1) != null ? m.group(1) : m.group(2));
        }
        return keys;
    }

    private static List<Resource> shipped(CamelContext context) throws IOException {
        try {
            return PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:" + FOLDER + "/*" + SUFFIX)
                    .stream()
                    .sorted((a, b) -> nameOf(a).compareTo(nameOf(b)))
                    .toList();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the routes inside the jar cannot be listed", e);
        }
    }
}
