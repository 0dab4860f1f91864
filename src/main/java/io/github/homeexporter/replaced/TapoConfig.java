package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.replaced.LoxoneYaml.Value;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The config.yaml of pyprom-exporters: where it is found, and which of our settings it sets. It is never written. */
public final class TapoConfig {
    private static final String OLD_NAME = "config.yaml";
    /** What the replaced exporter writes back when nobody has chosen an interval; too often for plugs. */
    private static final String UNCHOSEN_INTERVAL = "1(\\.0+)?";

    private static final String SECONDS = "\\d{1,6}(\\.\\d{1,6})?";
    private static final List<String> TAPO = List.of(
            ("devices prometheus_options discovery_options supported_device_families" + " per_device_family_metrics")
                    .split(" "));
    private static final List<String> TOP =
            List.of("config_file", "write_non_default_config", "log_level", "prometheus_port", "exporters");
    /** The latter half is accepted and without effect, there or here. */
    private static final List<String> DISCOVERY =
            List.of(("perform_discovery target discovery_timeout discovery_packets interface credentials"
                            + " tapo_username_env_key tapo_password_env_key port timeout with_update"
                            + " current_consumption_key")
                    .split(" "));

    private static final String OWN_LINE = "(?:\\s+tapo|prometheus_port|" + String.join("|", TAPO) + ")\\s*:.*";

    private final Path file;
    private final Map<String, String> environment;
    private final Faults faults;
    private final Map<String, Value> settings = new LinkedHashMap<>();

    private TapoConfig(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
        this.faults = new Faults(file.toString());
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
            faults.list().forEach(fault -> all.found(Finding.of(file.toString(), fault)));
        } else {
            all.found("tapo.config", file + " is no file");
        }
        settings.forEach((key, value) -> all.put(new Setting(
                key,
                value.text(),
                value.line() > 0 ? file + ":" + value.line() : file.toString(),
                Setting.Source.REPLACED_FILE)));
    }

    private boolean read() {
        try {
            String text = OwnerFile.text(file);
            Optional<Node> root = Fields.root(text, faults);
            root.ifPresent(this::top);
            return root.isPresent()
                    ? isOne(root.get())
                    // whoever wrote it wants to hear why it is not read
                    : text.lines().anyMatch(line -> line.matches(OWN_LINE));
        } catch (IOException e) {
            faults.add(0, "", "cannot be read: " + OwnerFile.why(e));
            return false;
        }
    }

    private static boolean isOne(Node root) {
        Fields fields = new Fields(root, "", new Faults(""));
        boolean tapo = fields.node("exporters") instanceof MappingNode exporters
                && new Fields(exporters, "", new Faults("")).has("tapo");
        return tapo || fields.has("prometheus_port") || TAPO.stream().anyMatch(fields::has);
    }

    private void top(Node root) {
        boolean several = root instanceof MappingNode map && new Fields(map, "", new Faults("")).has("exporters");
        // before there were several exporters the file was the Tapo one's alone
        Collection<String> allowed = new TreeSet<>(TOP);
        allowed.addAll(several ? List.of() : TAPO);
        Fields fields = new Fields(root, "", faults, allowed);
        YamlValues values = values(fields);
        values.number("prometheus_port", Aliases.PORT_KEY, 1, 65_535);
        values.text("log_level", "log.level", "DEBUG, INFO, WARNING, ERROR", text -> true);
        settings.computeIfPresent(
                "log.level",
                (key, level) ->
                        new Value(level.text().toLowerCase(Locale.ROOT).replace("warning", "warn"), level.line()));
        if (several) {
            sub(fields, "", "exporters", List.of("tapo"))
                    .flatMap(exporters -> sub(exporters, "exporters.", "tapo", TAPO))
                    .ifPresent(tapo -> tapo("exporters.tapo.", tapo));
        } else {
            tapo("", fields);
        }
    }

    private YamlValues values(Fields fields) {
        return new YamlValues(fields, settings);
    }

    /** A mapping of that key, with those keys; empty without a value, and with a fault when it is something else. */
    private Optional<Fields> sub(Fields in, String at, String key, Collection<String> allowed) {
        if (in.node(key) instanceof MappingNode map) {
            return Optional.of(new Fields(map, at + key, faults, allowed));
        }
        if (values(in).isSet(key)) {
            in.fault(key, key + " must be a mapping (key: value)");
        }
        return Optional.empty();
    }

    private void tapo(String at, Fields tapo) {
        Map<String, Value> before = Map.copyOf(settings);
        devices(tapo);
        sub(tapo, at, "prometheus_options", List.of("refresh_interval"))
                .filter(options -> values(options).isSet("refresh_interval")
                        && !String.valueOf(options.text("refresh_interval")).matches(UNCHOSEN_INTERVAL))
                .ifPresent(options -> values(options)
                        .text("refresh_interval", "tapo.interval", "seconds", text -> text.matches(SECONDS)));
        sub(tapo, at, "discovery_options", DISCOVERY)
                .ifPresent(options -> discovery(at + "discovery_options.", options));
        sub(tapo, at, "per_device_family_metrics", List.of("plug"))
                .flatMap(families -> sub(families, at + "per_device_family_metrics.", "plug", TapoMetrics.KEYS))
                .ifPresent(
                        plug -> new TapoMetrics(at + "per_device_family_metrics.plug.", plug, faults).addTo(settings));
        if (tapo.node("supported_device_families") instanceof MappingNode families
                && isOff(new Fields(families, at + "supported_device_families", faults))) {
            // it exports no plugs, so its plugs and its account are not taken over
            settings.keySet().retainAll(before.keySet());
        } else {
            sub(tapo, at, "supported_device_families", List.of("PLUG", "plug", "Plug"));
        }
    }

    private void devices(Fields tapo) {
        if (tapo.node("devices") instanceof SequenceNode list) {
            if (!list.getValue().isEmpty()) {
                settings.put(
                        "tapo.plug-devices", new Value(String.join(",", tapo.texts("devices")), tapo.line("devices")));
            }
        } else if (values(tapo).isSet("devices")) {
            tapo.fault("devices", "devices must be a list (- 192.168.1.20)");
        }
    }

    /** Its names of families are in capitals; whoever wrote them otherwise meant the same. */
    private boolean isOff(Fields families) {
        boolean off = false;
        for (String name : families.names()) {
            if (!name.equals("PLUG")) {
                families.fault(
                        name,
                        name + " is no family of pyprom-exporters; "
                                + (name.equalsIgnoreCase("PLUG") ? "did you mean PLUG? " : "") + "allowed: PLUG");
            }
            if (name.equalsIgnoreCase("PLUG")) {
                Map<String, Value> flag = new LinkedHashMap<>();
                new YamlValues(families, flag).flag(name, "on");
                off |= flag.containsKey("on") && flag.get("on").text().equals("false");
            }
        }
        return off;
    }

    private void discovery(String at, Fields options) {
        YamlValues values = values(options);
        values.flag("perform_discovery", "tapo.discovery");
        values.text("target", "tapo.discovery-target", "a broadcast address", text -> true);
        values.text("discovery_timeout", "tapo.discovery-timeout", "seconds", text -> text.matches(SECONDS));
        values.number("discovery_packets", "tapo.discovery-packets", 1, 20);
        values.text("interface", "tapo.discovery-interface", "the name of an interface", text -> true);
        // variables of the names it gives, then what stands in the file
        variable(options, "tapo_username_env_key", "tapo.username");
        variable(options, "tapo_password_env_key", "tapo.password");
        sub(options, at, "credentials", List.of("username", "password", "credentials_hash"))
                .ifPresent(credentials -> {
                    values(credentials).secret("username", "tapo.username");
                    values(credentials).secret("password", "tapo.password");
                });
    }

    private void variable(Fields options, String field, String key) {
        String name = values(options).isSet(field) ? options.text(field) : null;
        if (name != null && environment.containsKey(name)) {
            settings.put(key, new Value(environment.get(name), options.line(field)));
        }
    }
}
