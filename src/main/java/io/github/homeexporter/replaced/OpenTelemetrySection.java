package io.github.homeexporter.replaced;

import io.github.homeexporter.mutate.Faults;
import io.github.homeexporter.mutate.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** The section {@code opentelemetry} of loxone-prometheus-exporter's file, as {@code otel.*} settings. */
final class OpenTelemetrySection {
    private static final String WHERE = "opentelemetry";
    private static final List<String> KEYS =
            List.of("enabled", "endpoint", "protocol", "interval_seconds", "timeout_seconds", "tls", "auth");

    private OpenTelemetrySection() {}

    static void read(MappingNode section, Faults faults, Map<String, LoxoneYaml.Value> to) {
        Fields fields = new Fields(section, WHERE, faults, KEYS);
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
        to.putIfAbsent("otel.enabled", new LoxoneYaml.Value("false", 0));
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
            Fields inner = new Fields(tls, WHERE + ".tls", faults, List.of("enabled", "cert_path"));
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
            headers(new Fields(auth, WHERE + ".auth", faults, List.of("headers")), faults, to);
        } else if (values.isSet("auth")) {
            fields.fault("auth", "auth must be a mapping (headers: …)");
        }
    }

    /** As OTEL_EXPORTER_OTLP_HEADERS has them: name=value, separated by commas, values percent-encoded. */
    private static void headers(Fields auth, Faults faults, Map<String, LoxoneYaml.Value> to) {
        if (!(auth.node("headers") instanceof MappingNode map)) {
            if (new YamlValues(auth, to).isSet("headers")) {
                auth.fault("headers", "headers must be a mapping (Name: value)");
            }
            return;
        }
        Fields headers = new Fields(map, WHERE + ".auth.headers", faults);
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
            to.put("otel.headers", new LoxoneYaml.Value(String.join(",", pairs), auth.line("headers")));
        }
    }

    private static boolean isTrue(Map<String, LoxoneYaml.Value> values, String setting) {
        return values.containsKey(setting) && values.get(setting).text().equals("true");
    }

    private static int seconds(Map<String, LoxoneYaml.Value> values, String setting, int otherwise) {
        LoxoneYaml.Value value = values.get(setting);
        return value == null ? otherwise : Integer.parseInt(value.text().replace("s", ""));
    }
}
