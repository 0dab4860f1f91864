package io.github.homeexporter.replaced;

import io.github.homeexporter.mutate.Nearest;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The config.yaml of pyprom-exporters: where it is found, and which of our settings it sets. It is never written. */
public final class TapoConfig {
    private static final String OLD_NAME = "config.yaml";
    private static final long LONGEST = 1 << 20;
    /** What the replaced exporter writes back when nobody has chosen an interval; too often for plugs. */
    private static final String UNCHOSEN_INTERVAL = "1";

    private static final Set<String> OWN = Set.of(
            "exporters",
            "prometheus_port",
            "discovery_options",
            "per_device_family_metrics",
            "supported_device_families",
            "prometheus_options");
    private static final Set<String> TOP =
            Set.of("config_file", "write_non_default_config", "log_level", "prometheus_port", "exporters");
    private static final Set<String> TAPO = Set.of(
            "devices",
            "prometheus_options",
            "discovery_options",
            "supported_device_families",
            "per_device_family_metrics");
    private static final Map<String, String> DISCOVERY = Map.of(
            "perform_discovery", "tapo.discovery",
            "target", "tapo.discovery-target",
            "discovery_timeout", "tapo.discovery-timeout",
            "discovery_packets", "tapo.discovery-packets",
            "interface", "tapo.discovery-interface");
    /** Accepted and without effect, there or here. */
    private static final Set<String> UNUSED = Set.of(
            "port",
            "timeout",
            "with_update",
            "current_consumption_key",
            "tapo_username_env_key",
            "tapo_password_env_key",
            "credentials");

    private final Path file;
    private final Map<String, String> environment;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private TapoConfig(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** @param named the value of tapo.config; empty to look for the file under its old name */
    public static Optional<TapoConfig> find(Path directory, String named, Map<String, String> environment) {
        Path file = directory.resolve(named.isBlank() ? OLD_NAME : named.strip());
        if (named.isBlank() && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        TapoConfig config = new TapoConfig(file, environment);
        boolean own = config.read();
        // other programs call their files so, too
        return own || !named.isBlank() ? Optional.of(config) : Optional.empty();
    }

    public void addTo(Settings all) {
        if (Files.isRegularFile(file)) {
            faults.forEach(fault -> all.found(file.toString(), fault));
        } else {
            all.found("tapo.config", file + " is no file");
        }
        settings.forEach(
                (key, value) -> all.put(new Setting(key, value, file.toString(), Setting.Source.REPLACED_FILE)));
    }

    private boolean read() {
        try {
            if (Files.size(file) > LONGEST) {
                faults.add("is longer than 1 MiB");
                return false;
            }
            Object root = new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            if (!(root instanceof Map<?, ?> map)) {
                faults.add("is not a mapping; allowed: the config.yaml of pyprom-exporters");
                return false;
            }
            top(map);
            return map.keySet().stream().anyMatch(OWN::contains);
        } catch (IOException e) {
            faults.add("cannot be read: " + e.getClass().getSimpleName());
        } catch (YamlEngineException e) {
            faults.add("is not YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        return false;
    }

    private void top(Map<?, ?> root) {
        take(root, "prometheus_port", Aliases.PORT_KEY);
        if (root.get("log_level") instanceof String level) {
            settings.put("log.level", level.toLowerCase(Locale.ROOT).replace("warning", "warn"));
        }
        if (root.containsKey("exporters")) {
            unknown("", root, TOP);
            tapo("exporters.tapo.", map(map(root, "exporters"), "tapo"));
        } else {
            // before there were several exporters the file was the Tapo one's alone
            unknown("", root, union(TOP, TAPO));
            tapo("", root);
        }
    }

    private void tapo(String at, Map<?, ?> tapo) {
        if (!at.isEmpty()) {
            unknown(at, tapo, TAPO);
        }
        if (Boolean.FALSE.equals(map(tapo, "supported_device_families").get("PLUG"))) {
            // it exports no plugs, so its plugs and its account are not taken over
            return;
        }
        if (tapo.get("devices") instanceof List<?> devices && !devices.isEmpty()) {
            settings.put(
                    "tapo.plug-devices",
                    String.join(",", devices.stream().map(String::valueOf).toList()));
        }
        Map<?, ?> prometheus = map(tapo, "prometheus_options");
        if (prometheus.get("refresh_interval") != null
                && !String.valueOf(prometheus.get("refresh_interval")).matches(UNCHOSEN_INTERVAL + "(\\.0+)?")) {
            take(prometheus, "refresh_interval", "tapo.interval");
        }
        Map<?, ?> discovery = map(tapo, "discovery_options");
        DISCOVERY.forEach((old, key) -> take(discovery, old, key));
        unknown(at + "discovery_options.", discovery, union(DISCOVERY.keySet(), UNUSED));
        account(discovery);
        names(at, map(map(tapo, "per_device_family_metrics"), "plug"));
    }

    /** Variables of the names it gives, then what stands in the file. */
    private void account(Map<?, ?> discovery) {
        variable(discovery, "tapo_username_env_key", "tapo.username");
        variable(discovery, "tapo_password_env_key", "tapo.password");
        take(map(discovery, "credentials"), "username", "tapo.username");
        take(map(discovery, "credentials"), "password", "tapo.password");
    }

    private void variable(Map<?, ?> discovery, String field, String key) {
        if (discovery.get(field) instanceof String name && environment.containsKey(name)) {
            settings.put(key, environment.get(name));
        }
    }

    private void names(String at, Map<?, ?> metrics) {
        List<String> renames = new ArrayList<>();
        metrics.forEach((key, value) -> {
            String metric = standing(String.valueOf(key));
            String name = value instanceof Map<?, ?> m && m.get("name") instanceof String s ? s : metric;
            List<?> labels = value instanceof Map<?, ?> m && m.get("labels") instanceof List<?> l ? l : List.of();
            boolean usual = labels.isEmpty() || labels.equals(List.of("host", "alias"));
            if (!usual && labels.size() != 2) {
                faults.add(
                        at + "per_device_family_metrics.plug." + key + ".labels: allowed are two, for host and alias");
            } else if (!name.equals(metric) || !usual) {
                renames.add(metric + "=" + name + (usual ? "" : "{" + labels.get(0) + " " + labels.get(1) + "}"));
            }
        });
        if (!renames.isEmpty()) {
            settings.put("tapo.legacy-names", String.join(",", renames));
        }
    }

    /** Two of its keys have the words in another order than the metric they name. */
    private static String standing(String key) {
        return key.equals("CURRENT_TODAY_CONSUMPTION") ? "current_consumption_today" : key.toLowerCase(Locale.ROOT);
    }

    private void take(Map<?, ?> from, String field, String key) {
        Object value = from.get(field);
        if (value != null && !(value instanceof Map) && !(value instanceof List)) {
            settings.put(key, String.valueOf(value));
        }
    }

    private void unknown(String at, Map<?, ?> map, Set<String> known) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                String near = Nearest.to(String.valueOf(key), known)
                        .map(k -> "; did you mean " + k + "?")
                        .orElse("");
                faults.add(at + key + " is not a key of pyprom-exporters" + near);
            }
        }
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new java.util.TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Map<?, ?> map(Map<?, ?> in, String key) {
        return in.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }
}
