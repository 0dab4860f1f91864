package io.github.homeexporter.start;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.replaced.Aliases;
import io.github.homeexporter.replaced.IsgMode;
import io.github.homeexporter.replaced.LoxoneConfig;
import io.github.homeexporter.replaced.LuxConfig;
import io.github.homeexporter.replaced.OtelAliases;
import io.github.homeexporter.replaced.TapoConfig;
import io.github.homeexporter.settings.DoubtfulSettings;
import io.github.homeexporter.settings.HttpSettings;
import io.github.homeexporter.settings.OtelSettings;
import io.github.homeexporter.settings.PlugLists;
import io.github.homeexporter.settings.PropertiesFile;
import io.github.homeexporter.settings.PropertiesFile.Entry;
import io.github.homeexporter.settings.SecretFiles;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.settings.TruthWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the layers together: environment, variables of the replaced exporters, secrets directory, application.properties of
 * the working directory, a replaced exporter's own file, shipped defaults; the first that has a key wins.
 */
public final class SettingsLoader {
    static final String FILE = "application.properties";
    private static final String SECRETS = "secrets.directory";
    /** Camel's own key for the same; read by us, since Camel keeps the newline at a file's end. */
    static final String CAMEL_SECRETS = "camel.main.cloud-properties-location";

    static final String QUEUE_SIZE = "mqtt.queue-size";

    /** Of log.level.NAME, whose names no list holds. */
    private static final String LOG_LEVEL = "LOG_LEVEL_";

    private final Path directory;
    private final Map<String, String> environment;
    private final Settings settings = new Settings();

    private SettingsLoader(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** Never fails: what cannot be read is a finding, and the layers below it go on. */
    public static Settings load(Path directory, Map<String, String> environment) {
        return new SettingsLoader(directory, environment).load();
    }

    /** As {@link #load}, as if some variables were set besides. */
    static SettingsReload.Rereading again(Path directory, Map<String, String> environment) {
        return besides -> {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(besides);
            return load(directory, all);
        };
    }

    private Settings load() {
        shipped().entries().forEach(e -> settings.putDefault(e.key(), e.value()));
        List<Entry> own = ownFile();
        // the name of a replaced exporter's file may stand in any stronger layer, so those are looked at first
        LuxConfig.find(directory, strongest("lux.config", own)).ifPresent(lux -> lux.addTo(settings));
        Optional<LoxoneConfig> loxone = LoxoneConfig.find(directory, strongest("loxone.config", own));
        loxone.ifPresent(file -> file.addTo(settings));
        TapoConfig.find(directory, strongest("tapo.config", own), environment).ifPresent(tapo -> tapo.addTo(settings));
        own.forEach(e -> put(e.key(), e.value(), FILE + ":" + e.line(), Setting.Source.PROPERTIES));
        secrets();
        aliases();
        variables();
        TruthWords.settle(settings);
        loxone.ifPresent(file -> file.findMissing(settings));
        IsgMode.settle(settings);
        PlugLists.settle(settings);
        proxmoxUrl();
        SecretFiles.settle(settings, directory);
        OtelAliases.settle(settings, environment);
        DoubtfulSettings.find(settings, directory, environment);
        OtelSettings.settle(settings, directory);
        HttpSettings.settle(settings);
        // an option of Camel's own queue, which would say no more than "For input string"
        settings.change(QUEUE_SIZE, String.valueOf(settings.number(QUEUE_SIZE, 1, 1_000_000)));
        return settings;
    }

    /** A token alone is enough on a Proxmox host; the route looks at the address, for a secret has no place in a condition. */
    private void proxmoxUrl() {
        String token = "host.proxmox-token";
        if (settings.get("host.proxmox-url").isBlank() && !settings.get(token).isBlank()) {
            put("host.proxmox-url", "local", token, Setting.Source.DEFAULT);
        }
    }

    /** The application.properties inside the jar: the one list of settings, defaults and what they mean. */
    public static PropertiesFile shipped() {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/" + FILE)) {
            return PropertiesFile.parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Entry> ownFile() {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            OwnerFile.insteadOfFile(file).ifPresent(is -> settings.found(FILE, "cannot be read: " + is));
            return List.of();
        }
        try {
            PropertiesFile read = PropertiesFile.read(file);
            read.findings().forEach(settings::found);
            List<Entry> entries = read.entries();
            Map<String, Integer> seen = new HashMap<>();
            for (Entry e : entries) {
                Integer before = seen.put(e.key(), e.line());
                if (before != null) {
                    settings.found(
                            FILE + ":" + e.line(), e.key() + " stands on line " + before + " too; the last one counts");
                }
            }
            return entries;
        } catch (IOException e) {
            settings.found(FILE, "cannot be read: " + OwnerFile.why(e));
            return List.of();
        }
    }

    private String strongest(String key, List<Entry> own) {
        String variable = environment.get(Aliases.variable(key));
        if (variable != null) {
            return variable;
        }
        return own.stream()
                .filter(e -> e.key().equals(key))
                .map(Entry::value)
                .reduce((a, b) -> b)
                .orElse("");
    }

    private void secrets() {
        for (String key : List.of(SECRETS, CAMEL_SECRETS)) {
            for (String location : setting(key).split(",")) {
                if (!location.isBlank()) {
                    Path folder = directory.resolve(location.strip().replaceFirst("^file:", ""));
                    SecretFiles.readFolder(settings, key, folder);
                }
            }
        }
    }

    private String setting(String key) {
        return environment.getOrDefault(Aliases.variable(key), settings.get(key));
    }

    private void aliases() {
        List<Aliases.Alias> ports = new ArrayList<>();
        for (Aliases.Alias alias : Aliases.ALL) {
            String value = environment.get(alias.variable());
            if (value == null || value.isBlank()) {
                continue;
            }
            if (alias.key().equals(Aliases.PORT_KEY)) {
                ports.add(alias);
            } else {
                // a password may begin or end with a blank
                String written = SecretMask.isPlainSecret(alias.key()) ? value : value.strip();
                put(alias.key(), alias.mapping().apply(written), alias.variable(), Setting.Source.ALIAS);
            }
        }
        String headers = OtelAliases.headers(environment);
        if (!headers.isEmpty()) {
            String before = settings.get("otel.headers");
            put(
                    "otel.headers",
                    before.isBlank() ? headers : before + "," + headers,
                    OtelAliases.HEADER + "*",
                    Setting.Source.ALIAS);
        }
        boolean ofStrongerLayer = settings.setting(Aliases.PORT_KEY)
                .filter(port -> port.source() != Setting.Source.REPLACED_FILE)
                .isPresent();
        if (!ofStrongerLayer || !settings.isChanged(Aliases.PORT_KEY)) {
            port(ports);
        }
    }

    /** One old port variable, or several that agree, count; two that differ cannot both be served. */
    private void port(List<Aliases.Alias> set) {
        List<String> values = set.stream()
                .map(a -> environment.get(a.variable()).strip())
                .distinct()
                .toList();
        String names =
                String.join(", ", set.stream().map(Aliases.Alias::variable).toList());
        if (values.size() == 1) {
            put(Aliases.PORT_KEY, values.get(0), names, Setting.Source.ALIAS);
        } else if (values.size() > 1 && !environment.containsKey(Aliases.variable(Aliases.PORT_KEY))) {
            settings.found(
                    names,
                    "are set to different ports; using " + settings.get(Aliases.PORT_KEY)
                            + "; set http.port (HTTP_PORT) to choose");
        }
    }

    private void variables() {
        List<String> keys = settings.all().stream().map(Setting::key).toList();
        for (String key : keys) {
            String variable = Aliases.variable(key);
            String value = environment.get(variable);
            if (value == null) {
                continue;
            }
            Setting below = settings.setting(key).orElseThrow();
            if (value.isBlank() && !below.value().isBlank() && below.source() != Setting.Source.DEFAULT) {
                settings.found(
                        variable,
                        key + ": is empty, and so " + below.origin() + " has no effect; take the variable away");
            }
            // a file of variables with the line ends of Windows
            put(key, value.replaceFirst("\\R+$", ""), variable, Setting.Source.ENVIRONMENT);
        }
        environment.forEach((variable, value) -> {
            if (variable.startsWith(LOG_LEVEL)
                    && keys.stream().noneMatch(key -> Aliases.variable(key).equals(variable))) {
                String logger = variable.substring(LOG_LEVEL.length()).toLowerCase(Locale.ROOT);
                put("log.level." + logger.replace('_', '.'), value, variable, Setting.Source.ENVIRONMENT);
            }
        });
    }

    private void put(String key, String value, String origin, Setting.Source source) {
        settings.put(new Setting(key, value, origin, source));
    }
}
