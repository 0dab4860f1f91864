package io.github.homeexporter.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files and folders of the working directory that are nearly called as what is read there, and so are not. */
public final class Misnamed {
    private static final String FILE = "application.properties";
    private static final Pattern NEARLY = Pattern.compile(
            "(?i)application[.](ya?ml|props?|property|conf|cfg|ini|env|txt)|applications?[.]properties([.]txt)?"
                    + "|(home[-_]?exporter|config|settings)[.]properties");
    private static final Set<String> FOLDERS = Set.of("routes", "rules", "registers");

    private Misnamed() {}

    public static void find(Settings settings, Path directory) {
        for (Path path : list(directory)) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                String meant = name.toLowerCase(Locale.ROOT);
                FOLDERS.stream()
                        .filter(folder -> !name.equals(folder) && (meant.equals(folder) || folder.equals(meant + "s")))
                        .forEach(folder ->
                                settings.found(name + "/", "is not read for its name; the folder is " + folder));
            } else if (NEARLY.matcher(name).matches() && !name.equals(FILE)) {
                settings.found(name, "is not read for its name; settings stand in " + FILE);
            }
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> all = Files.list(directory.toAbsolutePath())) {
            return all.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            // what cannot be listed is said where it is read
            return List.of();
        }
    }
}
