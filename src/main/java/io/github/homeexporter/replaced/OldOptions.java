package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.OwnerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Command line options of the exporters that are replaced, and the settings that stand for them here. */
public final class OldOptions {
    /**
     * Program, the option's names, what to set (metrics-exporters takes variables only); behind a {@code =} what takes its place on the command line. What many
     * exporters take, as those of Prometheus itself do, is often tried first.
     */
    private static final String TABLE = """
        loxone-prometheus-exporter --config,-c                  = here too: loxone.config (LOXONE_CONFIG)
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
        luxtronik2-exporter        --address,-a                 lux.address (LUX_ADDRESS)
        luxtronik2-exporter        --verbose,-v                 lux.verbose (LUX_VERBOSE)
        luxtronik2-exporter        --filters                    lux.config (LUX_CONFIG)
        luxtronik2-exporter        --mutes                      lux.mutes (LUX_MUTES)
        luxtronik2-exporter        --version                    = here too
        pyprom-exporters           --prometheus-port            http.port (HTTP_PORT)
        pyprom-exporters           --tapo-plug-devices          tapo.plug-devices (TAPO_PLUG_DEVICES)
        pyprom-exporters           --tapo-username              tapo.username (TAPO_USERNAME)
        pyprom-exporters           --tapo-password              tapo.password (TAPO_PASSWORD)
        pyprom-exporters           --log-level                  log.level (LOG_LEVEL)
        pyprom-exporters           --config-file                tapo.config (TAPO_CONFIG)
        many                       --web.listen-address,--listen-address http.address and http.port (HTTP_ADDRESS, HTTP_PORT)
        many                       --web.telemetry-path         nothing: it is /metrics
        many                       --web.config.file            http.tls-certificate and http.basic-user
        many                       --log.level                  log.level (LOG_LEVEL)
        many                       --log.format                 log.format (LOG_FORMAT)
        """;

    private static final String MANY = "many";

    /**
     * An option that such a program took.
     *
     * @param program its name; empty for one that many have
     * @param names in the order of the table
     * @param instead what to set
     * @param option whether that is an option of this program, and no setting
     */
    public record OldOption(String program, List<String> names, String instead, boolean option) {
        String answer(String name) {
            String of = program.isEmpty() ? "" : " of " + program;
            return name + of + " is no option here: " + (option ? "give " : "set ") + instead;
        }
    }

    public static final List<OldOption> ALL =
            TABLE.lines().map(OldOptions::read).toList();

    private OldOptions() {}

    /**
     * A sentence for each argument that was an option of such a program and is none here; what it was set to is not repeated.
     *
     * @param taken names of the options that this program has
     */
    public static List<String> answers(List<String> arguments, Set<String> taken) {
        List<String> answers = new ArrayList<>();
        for (String argument : arguments) {
            String name = argument.replaceFirst("=.*", "");
            for (OldOption old : ALL) {
                String answer = old.answer(name);
                if (old.names().contains(name) && !taken.contains(name) && !answers.contains(answer)) {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    /** Why the file that was asked for cannot be had; those programs did not start without it either. */
    public static Optional<String> unread(Path config) {
        try {
            OwnerFile.text(config);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("--config " + config + " cannot be read: " + OwnerFile.why(e));
        }
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

    private static OldOption read(String line) {
        String[] cells = line.strip().split("\\s+", 3);
        boolean option = cells[2].startsWith("=");
        return new OldOption(
                cells[0].equals(MANY) ? "" : cells[0],
                List.of(cells[1].split(",")),
                option ? cells[2].substring(1).strip() : cells[2],
                option);
    }
}
