package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.Faults;
import io.github.homeexporter.formats.Faults.FileFault;
import io.github.homeexporter.formats.Fields;
import io.github.homeexporter.loxone.structure.ControlFilter.FilterText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A configuration file of loxone-prometheus-exporter ({@code config.yml}), in our settings. Read as it is and never written.
 *
 * @param miniservers in the file's order
 * @param shared settings that every Miniserver gets, by their names without a prefix: filters
 * @param program settings of the program, by their whole names
 * @param faults what of it cannot be used, with lines
 */
record LoxoneYaml(
        List<Miniserver> miniservers, Map<String, Value> shared, Map<String, Value> program, List<FileFault> faults) {
    private static final List<String> KEYS =
            List.of(("miniservers listen_port listen_address log_level log_format exclude_rooms exclude_types"
                            + " exclude_names include_text_values opentelemetry")
                    .split(" "));
    private static final List<String> MINISERVER_KEYS =
            List.of("name", "host", "port", "ssl_port", "username", "password", "use_encryption", "force_encryption");

    private static final String OTEL = "opentelemetry";
    private static final List<String> OTEL_KEYS =
            List.of("enabled", "endpoint", "protocol", "interval_seconds", "timeout_seconds", "tls", "auth");

    /** @param line of the file, from 1 */
    record Value(String text, int line) {}

    /** @param settings by their names without a prefix: {@code host}, {@code ssl-port} */
    record Miniserver(int line, Map<String, Value> settings) {
        /** Empty when the file does not say. */
        String text(String setting) {
            Value value = settings.get(setting);
            return value == null ? "" : value.text();
        }
    }

    /** Whether a text is such a file rather than one of another program: it has {@code miniservers} at its top. */
    static boolean isOne(String text) {
        Optional<Node> root = Fields.root(text, new Faults(""));
        return root.isPresent()
                ? root.get() instanceof MappingNode map
                        && map.getValue().stream()
                                .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                        && key.getValue().equals("miniservers"))
                // whoever wrote it wants to hear why it is not read
                : text.lines().anyMatch(line -> line.matches("miniservers\\s*:.*"));
    }

    static LoxoneYaml read(String file, String text) {
        Faults faults = new Faults(file);
        List<Miniserver> miniservers = new ArrayList<>();
        Map<String, Value> shared = new TreeMap<>();
        Map<String, Value> program = new TreeMap<>();
        Fields.root(text, faults).ifPresent(root -> {
            Fields fields = new Fields(root, "", faults, KEYS);
            int number = 0;
            for (Node entry : entries(fields, faults)) {
                miniservers.add(miniserver(entry, "miniserver " + ++number, faults));
            }
            Stream.of("rooms", "types", "names").forEach(what -> names(fields, what, shared));
            YamlValues shown = new YamlValues(fields, shared);
            shown.flag("include_text_values", "include-text-values");
            YamlValues values = new YamlValues(fields, program);
            values.number("listen_port", "http.port", 1, 65535);
            values.text("listen_address", "http.address", "an address of this machine, 0.0.0.0 for all", s -> true);
            values.word("log_level", "log.level", "debug", "info", "warning", "error");
            values.word("log_format", "log.format", "json", "text");
            if (fields.node(OTEL) instanceof MappingNode section) {
                openTelemetry(section, faults, program);
            } else if (fields.has(OTEL) && values.isSet(OTEL)) {
                fields.fault(OTEL, "opentelemetry must be a mapping (key: value)");
            }
        });
        return new LoxoneYaml(miniservers, shared, program, faults.list());
    }

    private static List<Node> entries(Fields fields, Faults faults) {
        if (fields.node("miniservers") instanceof SequenceNode list) {
            return list.getValue();
        }
        if (!fields.has("miniservers")) {
            faults.add(0, "", "has no miniservers; allowed: a list, each with name, host, username, password");
        } else {
            fields.fault("miniservers", "miniservers must be a list (- name: …)");
        }
        return List.of();
    }

    private static Miniserver miniserver(Node node, String where, Faults faults) {
        Map<String, Value> settings = new TreeMap<>();
        if (node instanceof MappingNode) {
            Fields fields = new Fields(node, where, faults, MINISERVER_KEYS);
            YamlValues values = new YamlValues(fields, settings);
            values.text("name", "name", "a text", s -> true);
            values.text(
                    "host",
                    "host",
                    "an IP address or a host name, without http:// and without a port (that is the key port)",
                    LoxoneYaml::isHost);
            values.number("port", "port", 1, 65535);
            values.number("ssl_port", "ssl-port", 1, 65535);
            values.text("username", "username", "a text", s -> true);
            values.secret("password", "password");
            values.flag("use_encryption", "use-encryption");
            values.flag("force_encryption", "force-encryption");
        } else {
            faults.add(node, where, "must be a mapping (name: …, host: …)");
        }
        return new Miniserver(Faults.line(node), settings);
    }

    private static boolean isHost(String host) {
        return host.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*)")
                || host.matches("\\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[^\\]]*]?");
    }

    private static void names(Fields fields, String what, Map<String, Value> to) {
        String key = "exclude_" + what;
        YamlValues values = new YamlValues(fields, to);
        if (!fields.has(key) || !values.isSet(key)) {
            return;
        }
        if (fields.node(key) instanceof MappingNode) {
            fields.fault(key, key + " must be a list (- …)");
            return;
        }
        String setting = "exclude-" + what;
        String text = FilterText.join(fields.texts(key));
        to.put(setting, new Value(text, fields.line(key)));
    }

    /** The section {@code opentelemetry} as {@code otel.*} settings. */
    private static void openTelemetry(MappingNode section, Faults faults, Map<String, Value> to) {
        Fields fields = new Fields(section, OTEL, faults, OTEL_KEYS);
        YamlValues values = new YamlValues(fields, to);
        values.flag("enabled", "otel.enabled");
        values.text(
                "endpoint",
                "otel.endpoint",
                "http://host:port or https://host:port",
                url -> url.matches("https?://[^\\s/]+.*"));
        values.word("protocol", "otel.protocol", "grpc", "http");
        values.seconds("interval_seconds", "otel.interval", 10, 300);
        values.seconds("timeout_seconds", "otel.timeout", 5, 60);
        // a section that does not say so was off there
        to.putIfAbsent("otel.enabled", new Value("false", 0));
        boolean enabled = isTrue(to, "otel.enabled");
        if (enabled && !to.containsKey("otel.endpoint")) {
            fields.fault("enabled", "enabled is true and there is no endpoint; allowed: http://host:port");
        }
        if (seconds(to, "otel.timeout", 15) >= seconds(to, "otel.interval", 30)) {
            String key = fields.has("timeout_seconds") ? "timeout_seconds" : "interval_seconds";
            fields.fault(key, "timeout_seconds must be less than interval_seconds");
            to.remove("otel.timeout");
        }
        if (fields.node("tls") instanceof MappingNode tls) {
            Fields inner = new Fields(tls, OTEL + ".tls", faults, List.of("enabled", "cert_path"));
            YamlValues tlsValues = new YamlValues(inner, to);
            tlsValues.flag("enabled", "otel.tls");
            tlsValues.text("cert_path", "otel.tls-ca", "a path", path -> true);
            if (isTrue(to, "otel.tls") && !to.containsKey("otel.tls-ca")) {
                inner.fault("enabled", "enabled is true and there is no cert_path; allowed: the path of a CA file");
            }
        } else if (values.isSet("tls")) {
            fields.fault("tls", "tls must be a mapping (enabled: …, cert_path: …)");
        }
        if (fields.node("auth") instanceof MappingNode auth) {
            headers(new Fields(auth, OTEL + ".auth", faults, List.of("headers")), faults, to);
        } else if (values.isSet("auth")) {
            fields.fault("auth", "auth must be a mapping (headers: …)");
        }
    }

    /** As OTEL_EXPORTER_OTLP_HEADERS has them: name=value, separated by commas, values percent-encoded. */
    private static void headers(Fields auth, Faults faults, Map<String, Value> to) {
        if (!(auth.node("headers") instanceof MappingNode map)) {
            if (new YamlValues(auth, to).isSet("headers")) {
                auth.fault("headers", "headers must be a mapping (Name: value)");
            }
            return;
        }
        Fields headers = new Fields(map, OTEL + ".auth.headers", faults);
        List<String> pairs = new ArrayList<>();
        for (String name : headers.names()) {
            String value = headers.text(name);
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                headers.fault(name, "\"" + name + "\" is no header name; allowed: letters, digits, -");
            } else if (value != null) {
                pairs.add(name + "=" + OtelAliases.encode(value));
            }
        }
        if (!pairs.isEmpty()) {
            to.put("otel.headers", new Value(String.join(",", pairs), auth.line("headers")));
        }
    }

    private static boolean isTrue(Map<String, Value> values, String setting) {
        return values.containsKey(setting) && values.get(setting).text().equals("true");
    }

    private static int seconds(Map<String, Value> values, String setting, int otherwise) {
        Value value = values.get(setting);
        return value == null ? otherwise : Integer.parseInt(value.text().replace("s", ""));
    }
}
