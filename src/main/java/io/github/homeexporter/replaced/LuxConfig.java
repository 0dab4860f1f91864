package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.LuxYaml;
import io.github.homeexporter.mutate.Mutes;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Where luxtronik2-exporter's own file is found, and which of our settings it sets. */
public final class LuxConfig {
    private static final List<String> OLD_NAMES = List.of("lux.yaml", "lux.yml", "lux.json", "lux.toml");
    private static final String RULES = "rules/luxtronik.yaml";

    private final Path file;

    private LuxConfig(Path file) {
        this.file = file;
    }

    /** @param named the value of lux.config; empty to look for the file under its old names */
    public static Optional<LuxConfig> find(Path directory, String named) {
        if (!named.isBlank()) {
            return Optional.of(new LuxConfig(directory.resolve(named.strip())));
        }
        return OLD_NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(LuxConfig::new);
    }

    public void addTo(Settings settings) {
        LuxYaml lux;
        try {
            String text = OwnerFile.text(file);
            lux = LuxYaml.read(
                    file.getFileName().toString(),
                    file.toString().endsWith(".toml") ? TomlText.asJson(text) : text,
                    RulesFile.load(RULES, ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            settings.found("lux.config", file + ": " + e.getMessage());
            return;
        } catch (IOException e) {
            settings.found("lux.config", file + " cannot be read: " + OwnerFile.why(e));
            return;
        }
        lux.faults().forEach(fault -> settings.found(Finding.of(file.toString(), fault)));
        lux.unknown().forEach(fault -> settings.found(Finding.of(file.toString(), fault)));
        put(settings, "lux.address", lux.address());
        put(settings, "lux.verbose", String.valueOf(lux.verbose()));
        put(settings, "lux.mutes", Mutes.option(lux.mutes()));
    }

    private void put(Settings settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(new Setting(key, value, file.toString(), Setting.Source.REPLACED_FILE));
        }
    }
}
