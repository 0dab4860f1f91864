package io.github.homeexporter.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where luxtronik2-exporter's own file is found, and which of our settings it sets. */
final class LuxConfig {
    private static final List<String> OLD_NAMES = List.of("lux.yaml", "lux.yml", "lux.json");

    private final Path file;

    private LuxConfig(Path file) {
        this.file = file;
    }

    /** @param named the value of lux.config; empty to look for the file under its old names */
    static Optional<LuxConfig> find(Path directory, String named) {
        if (!named.isBlank()) {
            return Optional.of(new LuxConfig(directory.resolve(named.strip())));
        }
        return OLD_NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(LuxConfig::new);
    }

    void addTo(Settings settings) {
        settings.found(file.toString(), "pending");
    }
}
