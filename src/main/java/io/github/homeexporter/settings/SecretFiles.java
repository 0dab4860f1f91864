package io.github.homeexporter.settings;

import io.github.homeexporter.formats.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Secrets that stand in files of their own: all of a folder, and those that settings which end in {@code -file} name. */
public final class SecretFiles {
    /** Those of the HTTP port. */
    private static final List<String> KEYS = List.of("http.token", "http.basic-password", "http.tls-password");

    private static final long LONGEST = 64 * 1024;

    private SecretFiles() {}

    /**
     * Puts the content of each file of a folder into the setting of the file's name.
     *
     * @param key the setting that names the folder
     */
    public static void readFolder(Settings settings, String key, Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            settings.found(key, folder + " cannot be read: " + OwnerFile.why(e));
        }
        for (Path file : files) {
            Optional<String> instead = OwnerFile.insteadOfFile(file);
            if (instead.isPresent()) {
                settings.found(file.toString(), "cannot be read: " + instead.get());
                continue;
            }
            try {
                value(settings, file).ifPresent(value -> {
                    if (value.isEmpty()) {
                        settings.found(file.toString(), "is empty");
                    }
                    put(settings, file.getFileName().toString(), value, file);
                });
            } catch (IOException e) {
                settings.found(file.toString(), "cannot be read: " + OwnerFile.why(e));
            }
        }
    }

    /** Puts the file's content into the setting; a setting with a value of its own stays. */
    public static void settle(Settings settings, Path directory) {
        for (String key : KEYS) {
            String name = settings.get(key + "-file").strip();
            if (!name.isEmpty() && settings.get(key).isEmpty()) {
                readNamed(settings, key, directory.resolve(name));
            }
        }
    }

    private static void readNamed(Settings settings, String key, Path file) {
        try {
            value(settings, file).ifPresent(value -> {
                if (value.isEmpty()) {
                    settings.found(key + "-file", file + " is empty");
                } else {
                    put(settings, key, value, file);
                }
            });
        } catch (IOException e) {
            settings.found(key + "-file", file + " cannot be read: " + OwnerFile.why(e));
        }
    }

    /** Empty, and a finding, for what is too long to be one. */
    private static Optional<String> value(Settings settings, Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            settings.found(file.toString(), "is longer than 64 KiB; a secret's file holds its value only");
            return Optional.empty();
        }
        // an editor or a heredoc leaves a newline that is not part of the secret
        return Optional.of(Files.readString(file, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .replaceFirst("\\R+$", ""));
    }

    private static void put(Settings settings, String key, String value, Path file) {
        settings.put(new Setting(key, value, file.toString(), Setting.Source.SECRETS));
    }
}
