package io.github.homeexporter.settings;

import io.github.homeexporter.formats.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Secrets of the HTTP port that stand in files of their own, each named by a setting that ends in {@code -file}. */
public final class SecretFiles {
    private static final List<String> KEYS = List.of("http.token", "http.basic-password", "http.tls-password");
    private static final long LONGEST = 64 * 1024;

    private SecretFiles() {}

    /** Puts the file's content into the setting; a setting with a value of its own stays. */
    public static void settle(Settings settings, Path directory) {
        for (String key : KEYS) {
            String name = settings.get(key + "-file").strip();
            if (!name.isEmpty() && settings.get(key).isEmpty()) {
                read(settings, key, directory.resolve(name));
            }
        }
    }

    private static void read(Settings settings, String key, Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                settings.found(file.toString(), "is longer than 64 KiB; a secret's file holds its value only");
                return;
            }
            // an editor or a heredoc leaves a newline that is not part of the secret
            String value = Files.readString(file, StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .replaceFirst("\\R+$", "");
            if (value.isEmpty()) {
                settings.found(origin(settings, key), key + "-file: " + file + " is empty");
                return;
            }
            settings.put(new Setting(key, value, file.toString(), Setting.Source.SECRETS));
        } catch (IOException e) {
            settings.found(origin(settings, key), key + "-file: " + file + " cannot be read: " + OwnerFile.why(e));
        }
    }

    private static String origin(Settings settings, String key) {
        return settings.setting(key + "-file").map(Setting::origin).orElse(key + "-file");
    }
}
