package io.github.homeexporter.replaced;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Command line options of the exporters that are replaced, and the settings that stand for them here. */
public final class OldOptions {
    /** Program, option, what to set. */
    private static final String TABLE = """
        loxone-prometheus-exporter --config                     loxone.config (LOXONE_CONFIG)
        loxone-prometheus-exporter -c                           loxone.config (LOXONE_CONFIG)
        isg_exporter               --port                       http.port (HTTP_PORT)
        isg_exporter               --interval                   isg.interval (ISG_INTERVAL)
        isg_exporter               --url                        isg.url (ISG_URL)
        isg_exporter               --user                       isg.user (ISG_USER)
        isg_exporter               --password                   isg.password (ISG_PASSWORD)
        isg_exporter               --browserRollover            isg.rollover (ISG_ROLLOVER)
        isg_exporter               --skipCircuit2               isg.skip-circuit-2 (SKIP_CIRCUIT_2)
        isg_exporter               --debug                      log.level.isg=debug (LOG_LEVEL_ISG)
        isg_exporter               --loglevel                   log.level (LOG_LEVEL)
        isg_exporter               --mode                       isg.mode (ISG_MODE)
        isg_exporter               --modbusSlaveId              the option unitId of the Modbus route
        isg_exporter               --mqttHost                   mqtt.host (MQTT_HOST)
        isg_exporter               --mqttPort                   mqtt.port (MQTT_PORT)
        isg_exporter               --mqttTls                    mqtt.tls (MQTT_TLS)
        isg_exporter               --mqttTlsInsecure            mqtt.tls-insecure (MQTT_TLS_INSECURE)
        isg_exporter               --mqttUser                   mqtt.username (MQTT_USER)
        isg_exporter               --mqttPassword               mqtt.password (MQTT_PASSWORD)
        isg_exporter               --mqttClientId               mqtt.client-id (MQTT_CLIENTID)
        isg_exporter               --mqttTopicPrefix            mqtt.isg-topic-prefix (MQTT_ISG_TOPIC_PREFIX)
        isg_exporter               --mqttDiscoveryTopicPrefix   mqtt.discovery-prefix (MQTT_DISCOVERY_PREFIX)
        isg_exporter               --metricsSectionPrefix       isg.section-prefix (ISG_SECTION_PREFIX)
        isg_exporter               --metricsWithSectionPrefix   isg.section-prefix (ISG_SECTION_PREFIX)
        luxtronik2-exporter        --address                    lux.address (LUX_ADDRESS)
        luxtronik2-exporter        --verbose                    lux.verbose (LUX_VERBOSE)
        luxtronik2-exporter        --filters                    lux.config (LUX_CONFIG)
        luxtronik2-exporter        --mutes                      lux.mutes (LUX_MUTES)
        pyprom-exporters           --prometheus-port            http.port (HTTP_PORT)
        pyprom-exporters           --tapo-plug-devices          tapo.plug-devices (TAPO_PLUG_DEVICES)
        pyprom-exporters           --tapo-username              tapo.username (TAPO_USERNAME)
        pyprom-exporters           --tapo-password              tapo.password (TAPO_PASSWORD)
        pyprom-exporters           --log-level                  log.level (LOG_LEVEL)
        pyprom-exporters           --config-file                tapo.config (TAPO_CONFIG)
        """;

    private static final Map<String, String> BY_OPTION = read();

    private OldOptions() {}

    /** A sentence for each argument that was an option of such a program; what it was set to is not repeated. */
    public static List<String> answers(List<String> arguments) {
        List<String> answers = new ArrayList<>();
        for (String argument : arguments) {
            String answer = BY_OPTION.get(argument.replaceFirst("=.*", ""));
            if (answer != null && !answers.contains(answer)) {
                answers.add(answer);
            }
        }
        return answers;
    }

    /** Keys of the settings that are named. */
    static List<String> settings() {
        return BY_OPTION.values().stream()
                .map(answer -> answer.replaceFirst(".*: set ", "").replaceFirst("[ =].*", ""))
                .filter(key -> key.contains("."))
                .toList();
    }

    /** Two programs took their file by the same option; which one's it is, is seen by the file's first keys. */
    public static String variableOf(Path config) {
        try (Stream<String> lines = Files.lines(config)) {
            return lines.anyMatch(line -> line.matches("exporters\\s*:.*")) ? "TAPO_CONFIG" : "LOXONE_CONFIG";
        } catch (IOException | UncheckedIOException e) {
            // who reads it for good says what is wrong with it
            return "LOXONE_CONFIG";
        }
    }

    private static Map<String, String> read() {
        Map<String, String> answers = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.strip().split("\\s+", 3);
            answers.put(cells[1], cells[1] + " of " + cells[0] + " is no option here: set " + cells[2]);
        });
        return answers;
    }
}
