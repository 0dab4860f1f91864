package io.github.homeexporter.replaced;

import io.github.homeexporter.settings.OtelSettings;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.settings.TruthWords;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Environment variables of the exporters that are replaced and that do not follow the rule {@code a.b-c} = {@code A_B_C}.
 * {@code --check} prints these tables and the configuration reference is generated from them.
 */
public final class Aliases {
    /** @param note what the value means here where it differs; empty when it is taken as it is */
    public record Alias(String variable, String key, String of, String note, UnaryOperator<String> mapping) {}

    /** A variable that is accepted and does nothing, with the reason. */
    public record Idle(String variable, String of, String why) {}

    /** Ports collide when several replaced exporters' variables are set: they have a rule of their own in {@link Settings}. */
    public static final String PORT_KEY = "http.port";

    /**
     * Variable, key, program, and where the value means something else than here: how it is read, and that in words. Of two
     * for one key the later one counts, so OpenTelemetry's own stand before those of the exporters that are replaced.
     */
    private static final String TABLE = """
        LOXONE_LISTEN_PORT                            http.port                loxone-prometheus-exporter
        PROMETHEUS_PORT                               http.port                pyprom-exporters
        EXPORTER_PORT                                 http.port                isg_exporter
        METRICS_PORT                                  http.port                metrics-exporters
        METRICS_HOST                                  http.address             metrics-exporters
        INTERVAL                                      isg.interval             isg_exporter               -           bare seconds
        SKIP_CIRCUIT_2                                isg.skip-circuit-2       isg_exporter               flag        true or 1 means true
        METRICS_SECTION_PREFIX                        isg.section-prefix       isg_exporter               flag        true or 1 means true
        METRICS_WITH_SECTION_PREFIX                   isg.section-prefix       isg_exporter               flag        true or 1 means true
        LOXONE_LOG_LEVEL                              log.level                loxone-prometheus-exporter level       upper or lower case
        ENVIRONMENT                                   log.format               metrics-exporters          log-format  development means text, anything else json
        MQTT_USER                                     mqtt.username            isg_exporter
        MQTT_CLIENTID                                 mqtt.client-id           isg_exporter
        TP_LINK_USERNAME                              tapo.username            pyprom-exporters
        TP_LINK_PASSWORD                              tapo.password            pyprom-exporters
        PYPROM_EXPORTERS_LOG_LEVEL                    log.level                pyprom-exporters           level       upper or lower case
        COLLECTION_INTERVAL                           host.interval            metrics-exporters          -           bare seconds
        ENABLED_COLLECTORS                            host.collectors          metrics-exporters          list        commas or a JSON list
        ENABLED_COLLECTORS_STR                        host.collectors          metrics-exporters          list-or-all its default (memory,cpu,filesystem,network,process) means all
        ADMIN_TOKEN                                   http.token               metrics-exporters
        TRUSTED_HOSTS                                 http.trusted-hosts       metrics-exporters          list        commas or a JSON list
        TRUSTED_PROXIES                               http.trusted-proxies     metrics-exporters          list        commas or a JSON list
        RATE_LIMIT_REQUESTS                           http.rate-limit-requests metrics-exporters
        RATE_LIMIT_WINDOW                             http.rate-limit-window   metrics-exporters          -           bare seconds
        ENABLE_REQUEST_LOGGING                        http.request-log         metrics-exporters          flag        true, 1, yes or on means true
        FORCE_ENVIRONMENT                             host.environment         metrics-exporters
        INSTANCE_ID                                   host.instance-id         metrics-exporters
        CONTAINER_ID                                  host.container-id        metrics-exporters
        NETWORK_INTERFACES                            host.network-include     metrics-exporters
        NETWORK_EXCLUDE_INTERFACES                    host.network-exclude     metrics-exporters
        SMART_INTERVAL                                host.smart-interval      metrics-exporters
        SMART_DEVICES                                 host.smart-devices       metrics-exporters
        OTEL_EXPORTER_OTLP_ENDPOINT                   otel.endpoint            OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_ENDPOINT           otel.endpoint            OpenTelemetry              -           /v1/metrics is added unless it is there
        OTEL_EXPORTER_OTLP_PROTOCOL                   otel.protocol            OpenTelemetry              protocol    grpc or http/protobuf
        OTEL_EXPORTER_OTLP_METRICS_PROTOCOL           otel.protocol            OpenTelemetry              protocol    grpc or http/protobuf
        OTEL_EXPORTER_OTLP_HEADERS                    otel.headers             OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_HEADERS            otel.headers             OpenTelemetry
        OTEL_EXPORTER_OTLP_TIMEOUT                    otel.timeout             OpenTelemetry              millis      bare milliseconds
        OTEL_EXPORTER_OTLP_METRICS_TIMEOUT            otel.timeout             OpenTelemetry              millis      bare milliseconds
        OTEL_METRIC_EXPORT_INTERVAL                   otel.interval            OpenTelemetry              millis      bare milliseconds
        OTEL_EXPORTER_OTLP_COMPRESSION                otel.compression         OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_COMPRESSION        otel.compression         OpenTelemetry
        OTEL_EXPORTER_OTLP_CERTIFICATE                otel.tls-ca              OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE        otel.tls-ca              OpenTelemetry
        OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE         otel.tls-cert            OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE otel.tls-cert            OpenTelemetry
        OTEL_EXPORTER_OTLP_CLIENT_KEY                 otel.tls-key             OpenTelemetry
        OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY         otel.tls-key             OpenTelemetry
        OTEL_EXPORTER_OTLP_INSECURE                   otel.tls                 OpenTelemetry              insecure    true means false; false: TLS where the endpoint has no scheme
        OTEL_EXPORTER_OTLP_METRICS_INSECURE           otel.tls                 OpenTelemetry              insecure    true means false; false: TLS where the endpoint has no scheme
        OTEL_SDK_DISABLED                             otel.enabled             OpenTelemetry              off         true means false, false means auto
        OTEL_INSECURE                                 otel.tls                 metrics-exporters          insecure    true means false; false: TLS where the endpoint has no scheme
        OTLP_ENDPOINT                                 otel.endpoint            metrics-exporters
        OTLP_INSECURE                                 otel.tls                 metrics-exporters          insecure    true means false; false: TLS where the endpoint has no scheme
        OTLP_HEADERS                                  otel.headers             metrics-exporters
        SERVICE_NAME                                  otel.service-name        metrics-exporters
        SERVICE_VERSION                               otel.service-version     metrics-exporters
        SERVICE_INSTANCE_ID                           otel.service-instance-id metrics-exporters
        LOXONE_OTLP_ENABLED                           otel.enabled             loxone-prometheus-exporter truth       true, 1 or yes means true
        LOXONE_OTLP_ENDPOINT                          otel.endpoint            loxone-prometheus-exporter
        LOXONE_OTLP_PROTOCOL                          otel.protocol            loxone-prometheus-exporter
        LOXONE_OTLP_INTERVAL                          otel.interval            loxone-prometheus-exporter -           bare seconds
        LOXONE_OTLP_TIMEOUT                           otel.timeout             loxone-prometheus-exporter -           bare seconds
        LOXONE_OTLP_TLS_ENABLED                       otel.tls                 loxone-prometheus-exporter truth       true, 1 or yes means true
        LOXONE_OTLP_TLS_CERT_PATH                     otel.tls-ca              loxone-prometheus-exporter
        LOXONE_OTLP_AUTH_HEADER_*                     otel.headers             loxone-prometheus-exporter -           one header each: AUTHORIZATION, X_SCOPE for X-Scope; percent-encoded or not
        """;

    /** Of metrics-exporters. */
    private static final String IDLE_TABLE = """
        AUTO_DETECT_ENVIRONMENT     it was never read there; the environment is detected unless FORCE_ENVIRONMENT says it
        CPU_COLLECTION_METHOD       it was never read there; a container's CPU time comes from its cgroup, a host's from /proc/stat
        CPU_MEASUREMENT_INTERVAL    it was read there and not used; CPU time is measured from one cycle to the next
        LXC_DETECT_CONTAINER_LIMITS it was never read there; a container's limits are always looked for
        LXC_PREFER_CGROUP_STATS     it was never read there; in a container the cgroup is always preferred
        MAX_MEASUREMENT_HISTORY     it was never read there; no history is kept
        OTEL_BATCH_SIZE             it was never read there; each export is one snapshot of all values
        OTEL_BATCH_TIMEOUT          it was never read there; otel.interval says when to send
        OTEL_MAX_QUEUE_SIZE         it was never read there; nothing is queued, the newest values are sent
        OTEL_WORKER_THREADS         it was never read there; one export runs at a time
        """;

    private static final Pattern COLUMNS = Pattern.compile(" +");

    public static final List<Alias> ALL = TABLE.lines().map(Aliases::alias).toList();

    public static final List<Idle> IDLE = IDLE_TABLE
            .lines()
            .map(line -> COLUMNS.split(line, 2))
            .map(cells -> new Idle(cells[0], "metrics-exporters", cells[1]))
            .toList();

    private Aliases() {}

    private static Alias alias(String line) {
        String[] cells = COLUMNS.split(line, 5);
        boolean asItIs = cells.length == 3;
        return new Alias(
                cells[0],
                cells[1],
                cells[2],
                asItIs ? "" : cells[4],
                asItIs ? UnaryOperator.identity() : how(cells[3]));
    }

    /** Any word that is none of those stays, so that it is told what is allowed. */
    private static UnaryOperator<String> how(String word) {
        return switch (word) {
            case "flag" -> Aliases::flag;
            case "truth" -> value -> truth(value, "true", "false");
            case "off" -> value -> truth(value, "false", "auto");
            case "insecure" -> value -> truth(value, "false", OtelSettings.BY_SCHEME);
            case "level" -> value -> value.toUpperCase(Locale.ROOT);
            case "list" -> Aliases::list;
            case "list-or-all" -> Aliases::listOrAll;
            case "log-format" -> value -> value.equalsIgnoreCase("development") ? "text" : "json";
            case "protocol" -> value -> value.equalsIgnoreCase("http/protobuf") ? "http" : value;
            case "millis" -> value -> value.matches("\\d+") ? value + "ms" : value;
            default -> UnaryOperator.identity();
        };
    }

    private static String truth(String value, String whenTrue, String whenFalse) {
        return TruthWords.of(value).map(on -> on ? whenTrue : whenFalse).orElse(value);
    }

    /** The variable that Camel and we read for a key: {@code isg.modbus-host} is {@code ISG_MODBUS_HOST}. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** As Go and pydantic read a flag's variable. */
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
}
