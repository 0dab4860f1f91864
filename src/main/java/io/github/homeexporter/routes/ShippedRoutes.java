package io.github.homeexporter.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** The route files inside the jar. Nobody edits them while the program runs, so they are listed and read once. */
public final class ShippedRoutes {
    private static final String WHERE = RouteFiles.FOLDER + "/";
    private static final String TAIL = "publish" + RouteFiles.SUFFIX;
    private static final Pattern ROUTE = Pattern.compile("(?m)^- *route:");
    private static final Pattern PRECONDITION = Pattern.compile("(?m)^    precondition: *\"(.*)\" *$");

    private static Map<String, String> texts;

    private ShippedRoutes() {}

    /** By name. */
    static List<Resource> all() {
        return texts().entrySet().stream()
                .map(file -> ResourceHelper.fromString("classpath:" + WHERE + file.getKey(), file.getValue()))
                .toList();
    }

    /**
     * The files without those that do nothing yet: as shipped, every route off, and what theirs lead to as shipped too. Of such a
     * file nothing can be wrong that its own tests would not know, and to parse a dozen of them is a third of the start.
     */
    public static List<Resource> withoutIdle(CamelContext context, Collection<Resource> files) {
        boolean tail = files.stream().anyMatch(file -> RouteFiles.nameOf(file).equals(TAIL) && isAsShipped(file));
        return files.stream()
                .filter(file -> !tail || !isAsShipped(file) || !isIdle(context, file))
                .toList();
    }

    static boolean isAsShipped(Resource file) {
        return RouteFiles.readable(file).equals(texts().get(RouteFiles.nameOf(file)));
    }

    private static boolean isIdle(CamelContext context, Resource file) {
        String text = RouteFiles.readable(file);
        long off = PRECONDITION
                .matcher(text)
                .results()
                .filter(precondition -> !RouteFiles.isOn(context, precondition.group(1)))
                .count();
        return off == ROUTE.matcher(text).results().count();
    }

    private static synchronized Map<String, String> texts() {
        if (texts == null) {
            Map<String, String> read = new TreeMap<>();
            try {
                for (String name : names()) {
                    try (InputStream in = ShippedRoutes.class.getResourceAsStream("/" + WHERE + name)) {
                        read.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            texts = read;
        }
        return texts;
    }

    private static List<String> names() throws IOException {
        try {
            Path ours = Path.of(ShippedRoutes.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(ours)) {
                try (Stream<Path> all = Files.list(ours.resolve(RouteFiles.FOLDER))) {
                    return all.map(file -> file.getFileName().toString())
                            .filter(ShippedRoutes::isRoutes)
                            .toList();
                }
            }
            try (JarFile jar = new JarFile(ours.toFile())) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(WHERE) && isRoutes(name))
                        .map(name -> name.substring(WHERE.length()))
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException("the routes inside the jar cannot be listed", e);
        }
    }

    private static boolean isRoutes(String name) {
        return name.endsWith(RouteFiles.SUFFIX);
    }
}
