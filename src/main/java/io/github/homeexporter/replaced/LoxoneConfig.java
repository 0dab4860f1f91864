package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.replaced.LoxoneYaml.Miniserver;
import io.github.homeexporter.replaced.LoxoneYaml.Value;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.words.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where loxone-prometheus-exporter's own file is found, and which of our settings it sets: its first Miniserver those of
 * {@code loxone.*}, each further one those of a copy of the route, {@code loxone-<name>.*}.
 */
public final class LoxoneConfig {
    private static final String KIND = "loxone";
    private static final String OWN_KEY = "loxone.config";
    private static final List<String> OLD_NAMES = List.of("config.yml", "config.yaml");
    private static final List<String> NEEDED = List.of("host", "username", "password");

    private final Path directory;
    private final Path file;
    private LoxoneYaml yaml;
    /** By the prefix of their settings, in the file's order. */
    private final Map<String, Miniserver> byPrefix = new LinkedHashMap<>();

    private LoxoneConfig(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * @param named the value of loxone.config; empty to look for the file under its old names, which other programs use too, so
     *     that only one with Miniservers in it is taken
     */
    public static Optional<LoxoneConfig> find(Path directory, String named) {
        if (!named.isBlank()) {
            return Optional.of(new LoxoneConfig(directory, directory.resolve(named.strip())));
        }
        return OLD_NAMES.stream()
                .map(directory::resolve)
                .filter(LoxoneConfig::isOne)
                .findFirst()
                .map(file -> new LoxoneConfig(directory, file));
    }

    private static boolean isOne(Path file) {
        try {
            return Files.isRegularFile(file) && LoxoneYaml.isOne(OwnerFile.text(file));
        } catch (IOException e) {
            // nobody named it, and what cannot be read as text is another program's
            return false;
        }
    }

    public void addTo(Settings settings) {
        try {
            yaml = LoxoneYaml.read(file.getFileName().toString(), OwnerFile.text(file));
        } catch (IOException e) {
            settings.found(OWN_KEY, file + " cannot be read: " + OwnerFile.why(e));
            return;
        }
        yaml.faults().forEach(fault -> settings.found(Finding.of(file.toString(), fault)));
        yaml.program().forEach((key, value) -> put(settings, key, value));
        certificate(settings);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < yaml.miniservers().size(); i++) {
            Miniserver miniserver = yaml.miniservers().get(i);
            name(miniserver, i, names, settings);
            String prefix = i == 0 ? KIND : prefix(miniserver, settings);
            if (i > 0) {
                for (String key : keys(settings)) {
                    settings.putDefault(prefix + key, settings.defaultOf(KIND + key));
                }
                settings.copy(prefix, KIND);
            }
            byPrefix.put(prefix, miniserver);
            Map<String, Value> all = new TreeMap<>(yaml.shared());
            all.putAll(miniserver.settings());
            all.forEach((setting, value) -> put(settings, prefix + "." + setting, value));
        }
        if (yaml.miniservers().isEmpty()) {
            yaml.shared().forEach((setting, value) -> put(settings, KIND + "." + setting, value));
        }
    }

    private void certificate(Settings settings) {
        Value path = yaml.program().get("otel.tls-ca");
        if (path != null
                && settings.get("otel.tls").equals("true")
                && !Files.isRegularFile(directory.resolve(path.text()))) {
            settings.found(at(path.line()), "opentelemetry.tls.cert_path \"" + path.text() + "\" is no file");
        }
    }

    private void name(Miniserver miniserver, int index, Set<String> names, Settings settings) {
        String where = "miniserver " + (index + 1) + ": ";
        String name = miniserver.text("name");
        if (name.isEmpty() && index > 0) {
            settings.found(at(miniserver.line()), where + "has no name; allowed: a text no other Miniserver has");
        } else if (!name.isEmpty() && !names.add(name)) {
            settings.found(
                    at(miniserver.settings().get("name").line()),
                    where + "name \"" + name + "\" is another Miniserver's too; allowed: a text no other has");
        }
    }

    /** {@code loxone-} and the name in letters, digits and dashes, so that every key is also a variable of its own. */
    private String prefix(Miniserver miniserver, Settings settings) {
        String name = miniserver.text("name").isEmpty() ? miniserver.text("host") : miniserver.text("name");
        String slug = Slug.of(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String wanted = KIND + "-" + (slug.isEmpty() ? "next" : slug);
        String prefix = wanted;
        for (int n = 2; byPrefix.containsKey(prefix) || clashes(prefix, settings); n++) {
            prefix = wanted + "-" + n;
        }
        return prefix;
    }

    /** A Miniserver named "ssl" would share LOXONE_SSL_PORT with the first one. */
    private static boolean clashes(String prefix, Settings settings) {
        Set<String> variables =
                settings.shippedKeys().stream().map(Aliases::variable).collect(Collectors.toSet());
        return keys(settings).stream()
                .map(key -> Aliases.variable(prefix + key))
                .anyMatch(variables::contains);
    }

    /** What is set for each Miniserver apart: {@code .host}, {@code .port}, …. */
    private static List<String> keys(Settings settings) {
        return settings.shippedKeys().stream()
                .filter(key -> key.startsWith(KIND + ".") && !key.equals(OWN_KEY))
                .map(key -> key.substring(KIND.length()))
                .toList();
    }

    /** What is still not set once all layers are in: a password may stand in a secrets directory, a host in a variable. */
    public void findMissing(Settings settings) {
        byPrefix.forEach((prefix, miniserver) -> {
            for (String setting : NEEDED) {
                String key = prefix + "." + setting;
                if (settings.get(key).isBlank()) {
                    settings.found(
                            at(miniserver.line()),
                            "the Miniserver has no " + setting + " that can be used; set it there, or " + key + " ("
                                    + Aliases.variable(key) + ")");
                }
            }
        });
        if (yaml != null
                && yaml.miniservers().isEmpty()
                && settings.get(KIND + ".host").isBlank()) {
            settings.found(
                    file.toString(), "names no Miniserver; allowed: a list, each with name, host, username, password");
        }
    }

    private void put(Settings settings, String key, Value value) {
        settings.put(new Setting(key, value.text(), at(value.line()), Setting.Source.REPLACED_FILE));
    }

    private String at(int line) {
        return file + (line > 0 ? ":" + line : "");
    }
}
