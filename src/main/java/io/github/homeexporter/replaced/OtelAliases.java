package io.github.homeexporter.replaced;

import io.github.homeexporter.replaced.Aliases.Alias;
import io.github.homeexporter.settings.OtelSettings;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.settings.TruthWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Variables that set {@code otel.*}: OpenTelemetry's own first and then those of the exporters that are replaced, since of two
 * for one key the later one counts.
 */
public final class OtelAliases {
    /** What follows is a header's name, with _ for -. */
    public static final String HEADER = "LOXONE_OTLP_AUTH_HEADER_";

    private static final String STANDARD = "OpenTelemetry";
    private static final String METRICS = "metrics-exporters";
    private static final String LOXONE = "loxone-prometheus-exporter";
    private static final String MILLIS = "bare milliseconds";

    static final List<Alias> ALL = List.of(
            new Alias("OTEL_EXPORTER_OTLP_ENDPOINT", "otel.endpoint", STANDARD),
            new Alias(
                    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                    "otel.endpoint",
                    STANDARD,
                    "/v1/metrics is added unless it is there",
                    UnaryOperator.identity()),
            protocol("OTEL_EXPORTER_OTLP_PROTOCOL"),
            protocol("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"),
            new Alias("OTEL_EXPORTER_OTLP_HEADERS", "otel.headers", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "otel.headers", STANDARD),
            millis("OTEL_EXPORTER_OTLP_TIMEOUT", "otel.timeout"),
            millis("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "otel.timeout"),
            millis("OTEL_METRIC_EXPORT_INTERVAL", "otel.interval"),
            new Alias("OTEL_EXPORTER_OTLP_COMPRESSION", "otel.compression", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "otel.compression", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_CERTIFICATE", "otel.tls-ca", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE", "otel.tls-ca", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "otel.tls-cert", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE", "otel.tls-cert", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_CLIENT_KEY", "otel.tls-key", STANDARD),
            new Alias("OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY", "otel.tls-key", STANDARD),
            insecure("OTEL_EXPORTER_OTLP_INSECURE", STANDARD),
            insecure("OTEL_EXPORTER_OTLP_METRICS_INSECURE", STANDARD),
            new Alias(
                    "OTEL_SDK_DISABLED",
                    "otel.enabled",
                    STANDARD,
                    "true means false, false means auto",
                    value -> flag(value, "false", "auto")),
            insecure("OTEL_INSECURE", METRICS),
            new Alias("OTLP_ENDPOINT", "otel.endpoint", METRICS),
            insecure("OTLP_INSECURE", METRICS),
            new Alias("OTLP_HEADERS", "otel.headers", METRICS),
            new Alias("SERVICE_NAME", "otel.service-name", METRICS),
            new Alias("SERVICE_VERSION", "otel.service-version", METRICS),
            new Alias("SERVICE_INSTANCE_ID", "otel.service-instance-id", METRICS),
            new Alias(
                    "LOXONE_OTLP_ENABLED",
                    "otel.enabled",
                    LOXONE,
                    "true, 1 or yes means true",
                    value -> flag(value, "true", "false")),
            new Alias("LOXONE_OTLP_ENDPOINT", "otel.endpoint", LOXONE),
            new Alias("LOXONE_OTLP_PROTOCOL", "otel.protocol", LOXONE),
            new Alias("LOXONE_OTLP_INTERVAL", "otel.interval", LOXONE, "bare seconds", UnaryOperator.identity()),
            new Alias("LOXONE_OTLP_TIMEOUT", "otel.timeout", LOXONE, "bare seconds", UnaryOperator.identity()),
            new Alias(
                    "LOXONE_OTLP_TLS_ENABLED",
                    "otel.tls",
                    LOXONE,
                    "true, 1 or yes means true",
                    value -> flag(value, "true", "false")),
            new Alias("LOXONE_OTLP_TLS_CERT_PATH", "otel.tls-ca", LOXONE),
            new Alias(
                    HEADER + "*",
                    "otel.headers",
                    LOXONE,
                    "one header each: AUTHORIZATION, X_SCOPE for X-Scope; percent-encoded or not",
                    UnaryOperator.identity()));

    private static final String SERVICE = "otel.service-name";

    private OtelAliases() {}

    /**
     * Whoever sends where loxone-prometheus-exporter was told to send finds the metrics under its service.name again, unless a
     * name was chosen.
     */
    public static void settle(Settings settings, Map<String, String> environment) {
        Optional<Setting> endpoint = settings.setting("otel.endpoint")
                .filter(setting -> setting.origin().startsWith("LOXONE_OTLP_")
                        || setting.source() == Setting.Source.REPLACED_FILE);
        boolean untouched = settings.setting(SERVICE)
                .filter(name -> name.value().equals(settings.defaultOf(SERVICE))
                        && name.source().compareTo(Setting.Source.SECRETS) <= 0)
                .isPresent();
        boolean named = environment.containsKey("OTEL_SERVICE_NAME")
                || settings.get("otel.resource-attributes").contains("service.name");
        if (endpoint.isPresent() && untouched && !named) {
            settings.put(new Setting(
                    SERVICE, LOXONE, endpoint.get().origin(), endpoint.get().source()));
        }
    }

    /** The headers that variables of their own set, as one value of otel.headers; empty when there are none. */
    public static String headers(Map<String, String> environment) {
        StringBuilder pairs = new StringBuilder();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(HEADER) && variable.length() > HEADER.length() && !value.isBlank()) {
                String name =
                        variable.substring(HEADER.length()).replace('_', '-').toLowerCase(Locale.ROOT);
                pairs.append(pairs.isEmpty() ? "" : ",")
                        .append(name)
                        .append('=')
                        .append(encode(value.strip()));
            }
        });
        return pairs.toString();
    }

    /** A value that is encoded already stays: the replaced exporter's manual says to write {@code Basic%20…}. */
    static String encode(String value) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            boolean encoded = b == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            boolean plain = b > ' ' && b < 127 && b != ',' && b != '=' && b != ';' && b != '%';
            out.append(encoded || plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return out.toString();
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    private static Alias protocol(String variable) {
        return new Alias(
                variable,
                "otel.protocol",
                STANDARD,
                "grpc or http/protobuf",
                value -> value.equalsIgnoreCase("http/protobuf") ? "http" : value);
    }

    private static Alias millis(String variable, String key) {
        return new Alias(variable, key, STANDARD, MILLIS, value -> value.matches("\\d+") ? value + "ms" : value);
    }

    private static Alias insecure(String variable, String of) {
        return new Alias(
                variable,
                "otel.tls",
                of,
                "true means false; false: TLS where the endpoint has no scheme",
                value -> flag(value, "false", OtelSettings.BY_SCHEME));
    }

    /** Any other word stays, so that it is told what is allowed. */
    private static String flag(String value, String whenTrue, String whenFalse) {
        return TruthWords.of(value).map(on -> on ? whenTrue : whenFalse).orElse(value);
    }
}
