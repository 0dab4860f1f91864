package io.github.homeexporter.start;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A working directory as {@code --check} sees it. */
public final class CheckedFolder {
    private CheckedFolder() {}

    /** What is printed. */
    public static String check(Path directory) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Check.run(
                SettingsLoader.load(directory, Map.of()),
                directory,
                Map.of(),
                false,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** One in which no device is set up. */
    public static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        settings(directory, "");
    }

    /** @param more than that this machine is not read */
    public static void settings(Path directory, String more) throws IOException {
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\n" + more);
    }

    public static void write(Path directory, String route, String text) throws IOException {
        Files.writeString(directory.resolve("routes").resolve(route), text);
    }

    /** A route of somebody's own with one step. */
    public static String route(String from, String to) {
        return """
            - route:
                id: own
                from:
                  uri: "%s"
                  steps:
                    - to: { id: last, uri: "%s" }
            """.formatted(from, to);
    }
}
