package io.github.homeexporter.replaced;

import io.github.homeexporter.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Environment variables of the exporters that are replaced and that do not follow the rule {@code a.b-c} = {@code A_B_C}.
 * {@code --check} prints this table and the configuration reference is generated from it.
 */
public final class Aliases {
    /** @param note what the value means here where it differs; empty when it is taken as it is */
    public record Alias(String variable, String key, String of, String note, UnaryOperator<String> mapping) {
        Alias(String variable, String key, String of) {
            this(variable, key, of, "", UnaryOperator.identity());
        }
    }

    /** Ports collide when several replaced exporters' variables are set: they have a rule of their own in {@link Settings}. */
    public static final String PORT_KEY = "http.port";

    public static final List<Alias> ALL = and(
            OtelAliases.ALL,
            new Alias("LOXONE_LISTEN_PORT", PORT_KEY, "loxone-prometheus-exporter"),
            new Alias("PROMETHEUS_PORT", PORT_KEY, "pyprom-exporters"),
            new Alias("EXPORTER_PORT", PORT_KEY, "isg_exporter"),
            new Alias("METRICS_PORT", PORT_KEY, "metrics-exporters"),
            new Alias("METRICS_HOST", "http.address", "metrics-exporters"),
            new Alias("INTERVAL", "isg.interval", "isg_exporter", "bare seconds", UnaryOperator.identity()),
            new Alias("SKIP_CIRCUIT_2", "isg.skip-circuit-2", "isg_exporter", "true or 1 means true", Aliases::flag),
            new Alias(
                    "METRICS_SECTION_PREFIX",
                    "isg.section-prefix",
                    "isg_exporter",
                    "true or 1 means true",
                    Aliases::flag),
            new Alias(
                    "METRICS_WITH_SECTION_PREFIX",
                    "isg.section-prefix",
                    "isg_exporter",
                    "true or 1 means true",
                    Aliases::flag),
            new Alias(
                    "LOXONE_LOG_LEVEL",
                    "log.level",
                    "loxone-prometheus-exporter",
                    "upper or lower case",
                    Aliases::level),
            new Alias(
                    "ENVIRONMENT",
                    "log.format",
                    "metrics-exporters",
                    "development means text, anything else json",
                    value -> value.equalsIgnoreCase("development") ? "text" : "json"),
            new Alias("MQTT_USER", "mqtt.username", "isg_exporter"),
            new Alias("MQTT_CLIENTID", "mqtt.client-id", "isg_exporter"),
            new Alias("TP_LINK_USERNAME", "tapo.username", "pyprom-exporters"),
            new Alias("TP_LINK_PASSWORD", "tapo.password", "pyprom-exporters"),
            new Alias(
                    "PYPROM_EXPORTERS_LOG_LEVEL",
                    "log.level",
                    "pyprom-exporters",
                    "upper or lower case",
                    Aliases::level),
            new Alias(
                    "COLLECTION_INTERVAL",
                    "host.interval",
                    "metrics-exporters",
                    "bare seconds",
                    UnaryOperator.identity()),
            new Alias(
                    "ENABLED_COLLECTORS",
                    "host.collectors",
                    "metrics-exporters",
                    "commas or a JSON list",
                    Aliases::list),
            new Alias(
                    "ENABLED_COLLECTORS_STR",
                    "host.collectors",
                    "metrics-exporters",
                    "its default (memory,cpu,filesystem,network,process) means all",
                    Aliases::listOrAll),
            new Alias("ADMIN_TOKEN", "http.token", "metrics-exporters"),
            new Alias(
                    "TRUSTED_HOSTS", "http.trusted-hosts", "metrics-exporters", "commas or a JSON list", Aliases::list),
            new Alias(
                    "TRUSTED_PROXIES",
                    "http.trusted-proxies",
                    "metrics-exporters",
                    "commas or a JSON list",
                    Aliases::list),
            new Alias("RATE_LIMIT_REQUESTS", "http.rate-limit-requests", "metrics-exporters"),
            new Alias(
                    "RATE_LIMIT_WINDOW",
                    "http.rate-limit-window",
                    "metrics-exporters",
                    "bare seconds",
                    UnaryOperator.identity()),
            new Alias(
                    "ENABLE_REQUEST_LOGGING",
                    "http.request-log",
                    "metrics-exporters",
                    "true, 1, yes or on means true",
                    Aliases::flag),
            new Alias("FORCE_ENVIRONMENT", "host.environment", "metrics-exporters"),
            new Alias("INSTANCE_ID", "host.instance-id", "metrics-exporters"),
            new Alias("CONTAINER_ID", "host.container-id", "metrics-exporters"),
            new Alias("NETWORK_INTERFACES", "host.network-include", "metrics-exporters"),
            new Alias("NETWORK_EXCLUDE_INTERFACES", "host.network-exclude", "metrics-exporters"),
            new Alias("SMART_INTERVAL", "host.smart-interval", "metrics-exporters"),
            new Alias("SMART_DEVICES", "host.smart-devices", "metrics-exporters"));

    private Aliases() {}

    private static List<Alias> and(List<Alias> more, Alias... these) {
        return Stream.concat(Stream.of(these), more.stream()).toList();
    }

    /** The variable that Camel and we read for a key: {@code isg.modbus-host} is {@code ISG_MODBUS_HOST}. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** As Go and pydantic read a flag's variable; any other word stays, so that it is told what is allowed. */
    private static String flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "t", "y" -> "true";
            case "f", "n" -> "false";
            default -> value;
        };
    }

    /** {@code ["memory","disk"]}, which pydantic wanted, as {@code memory,disk}, which its manual said. */
    private static String list(String value) {
        // an IPv6 address begins with a bracket, too
        return value.matches("(?s)\\[\\s*([\"'].*)?]")
                ? value.substring(1, value.length() - 1).replaceAll("[\"']", "")
                : value;
    }

    /** The second metrics-exporters took its default for "whatever there is". */
    private static String listOrAll(String value) {
        String list = list(value);
        Set<String> names = Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
        return names.equals(Set.of("memory", "cpu", "filesystem", "network", "process")) ? "" : list;
    }

    private static String level(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
