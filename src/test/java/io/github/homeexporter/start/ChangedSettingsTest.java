package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.status.StatusComponent.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A setting of each kind, changed while everything runs: it takes effect, or the answer says that a restart is needed. */
@Timeout(300)
@ResourceLock(LogLines.LOG)
@Order(1)
class ChangedSettingsTest {
    @TempDir
    static Path directory;

    private static final int NOBODY = FreePort.next();
    private static final String ALL = """
            host.interval=1h
            http.port=%1$d
            lux.address=127.0.0.1:%2$d
            isg.url=http://127.0.0.1:%2$d
            loxone.host=127.0.0.1
            loxone.port=%2$d
            loxone.username=a
            loxone.password=b
            tapo.username=a@example.com
            tapo.password=b
            tapo.plug-devices=127.0.0.1:%2$d
            tapo.discovery=false
            mqtt.host=127.0.0.1
            mqtt.port=%2$d
            otel.endpoint=127.0.0.1:%2$d
            own.period=1h
            """.formatted(FreePort.next(), NOBODY);

    private static Main main;
    private static CamelContext context;
    /** Whether something else than at the start. */
    private static boolean inForce;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path route : shipped.toList()) {
                Files.copy(route, routes.resolve(route.getFileName()));
            }
        }
        Files.writeString(routes.resolve("own.camel.yaml"), """
                - route:
                    id: own
                    nodePrefixId: own-
                    from:
                      uri: "timer:own"
                      parameters: { period: "{{own.period}}" }
                      steps:
                        - setBody: { id: body, constant: '{"name":"own","value":1}' }
                        - to: { id: publish, uri: "direct:publish" }
                """);
        settings("");
        main = Startup.reloading(
                SettingsLoader.load(directory, Map.of()), directory, SettingsLoader.again(directory, Map.of()));
        main.start();
        context = main.getCamelContext();
    }

    @AfterAll
    static void stop() throws Exception {
        main.stop();
        LogLines.asTestsHaveIt();
    }

    @BeforeEach
    void asItWas() throws IOException {
        if (inForce) {
            changed("");
        }
    }

    /** From one line to the next: each of them comes, and the one before it goes. */
    @Test
    void what_a_route_reads_restarts_it_and_so_it_does_when_the_line_goes() throws Exception {
        String gone = "";
        Set<String> before = Set.of();
        for (String row : """
                lux.interval=41s                    | luxtronik
                lux.address=127.0.0.2:1             | luxtronik
                lux.password=c                      | luxtronik
                lux.naming=standard                 | luxtronik
                lux.zone=Europe/Lisbon              | luxtronik
                isg.interval=41s                    | isg-web
                isg.password=c                      | isg-web
                isg.naming=both                     | isg-web
                isg.mode=modbus                     | isg-web isg-modbus
                loxone.host=127.0.0.2               | loxone
                loxone.password=c                   | loxone
                loxone.naming=standard              | loxone
                loxone.exclude-rooms=Attic          | loxone
                tapo.interval=41s                   | tapo
                tapo.password=c                     | tapo
                tapo.families=plugs,bulbs           | tapo
                host.interval=59m                   | host
                host.naming=standard                | host
                host.collectors=cpu                 | host
                otel.interval=41s                   | otlp
                otel.endpoint=127.0.0.2:1           | otlp
                otel.headers=a=b                    | otlp
                otel.compression=none               | otlp
                mqtt.host=127.0.0.2                 | homeassistant
                mqtt.topic-prefix=c                 | homeassistant
                mqtt.password=c                     | homeassistant
                prometheus.file=page.prom           | prometheus-file
                http.token=c                        | http-reload
                http.history-interval=41s           | http-history
                own.period=2h                       | own
                |
                """.lines().toList()) {
            String line = row.substring(0, row.indexOf('|')).strip();
            Set<String> routes = Set.copyOf(words(row.substring(row.indexOf('|') + 1)));
            Map<String, Object> told = changed(line);
            assertThat(words(told, "restarted")).as(row).containsAll(before).containsAll(routes);
            assertThat(told).containsEntry("wrong", List.of()).containsEntry("needs_restart", List.of());
            assertThat(told.get("changed").toString()).contains(key(gone), key(line));
            allRun();
            gone = line;
            before = routes;
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String key(String line) {
        return line.isEmpty() ? "" : "key=" + line.split("=")[0] + ",";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.port=1234
            http.max-body=2048
            http.trusted-hosts=house.example
            http.request-log=false
            http.rate-limit-requests=7
            meters.registries=influx
            mqtt.queue-size=7
            camel.main.name=house
            camel.component.http.connect-timeout=7000
            """)
    void what_is_read_at_the_start_only_is_said_to_need_one(String line) throws Exception {
        Map<String, Object> told = changed(line);
        assertThat(words(told, "needs_restart")).containsExactly(line.split("=")[0]);
        assertThat(told).containsEntry("changed", List.of()).containsEntry("restarted", List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lux.interval=often          | lux.interval
            lux.naming=old              | lux.naming
            lux.zone=Mars               | lux.zone
            isg.mode=paper              | isg.mode
            loxone.exclude-names=[z-a]  | loxone.exclude-names
            tapo.families=cats          | tapo.families
            host.naming=old             | host.naming
            host.collectors=cats        | host.collectors
            otel.interval=often         | otel.interval
            otel.protocol=pigeon        | otel.protocol
            export.format=paper         | export.format
            mqtt.port=often             | mqtt.port
            mqtt.queue-size=often       | mqtt.queue-size
            http.history-interval=often | http.history-interval
            http.port=often             | http.port
            samples.stale-after=often   | samples.stale-after
            log.level=loud              | log.level
            log.level.modbus=loud       | log.level.modbus
            log.file=/                  | log.file
            log.format=paper            | log.format
            nobody.reads=this           | nobody.reads
            lux.intervall=40s           | lux.intervall
            own.period=often            | period
            """)
    void a_wrong_value_is_named_with_its_line_and_the_one_before_it_stays(String line, String named) throws Exception {
        Map<String, Object> told = changed(line);
        assertThat(told.get("wrong").toString()).contains("application.properties:", named);
        assertThat(told.get("wrong").toString()).doesNotContain("; using");
        assertThat(told).containsEntry("changed", List.of());
        allRun();
    }

    @Test
    void what_is_put_right_is_no_longer_wrong_nor_needs_a_restart() throws Exception {
        Map<String, Object> told = changed("lux.interval=often\nhttp.max-body=2048");
        assertThat(words(told, "wrong")).hasSize(1);
        assertThat(words(told, "needs_restart")).hasSize(1);
        assertThat(changed("")).containsEntry("wrong", List.of()).containsEntry("needs_restart", List.of());
    }

    @Test
    void what_others_are_by_a_wrong_value_they_stay_too() throws Exception {
        changed("isg.mode=both");
        assertThat(context.getRoute("isg-modbus")).isNotNull();
        Map<String, Object> told = changed("isg.mode=paper");
        assertThat(told).containsEntry("changed", List.of()).containsEntry("restarted", List.of());
        assertThat(told.get("wrong").toString()).contains("isg.mode=\"paper\"", "the value before it stays");
        assertThat(context.getRoute("isg-modbus")).isNotNull();
        changed("");
    }

    @Test
    void the_log_and_the_store_take_theirs_at_once() throws Exception {
        Path log = directory.resolve("log.txt");
        Map<String, Object> told =
                changed("log.level=error\nlog.level.modbus=trace\nlog.file=" + log + "\nsamples.max-series=77");
        assertThat(told).containsEntry("needs_restart", List.of()).containsEntry("restarted", List.of());
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel())
                .isEqualTo(Level.ERROR);
        assertThat(loggers.getLogger("io.github.homeexporter.modbus").getLevel())
                .isEqualTo(Level.TRACE);
        assertThat(log).exists();
        changed("");
        assertThat(loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel())
                .isEqualTo(Level.INFO);
        assertThat(loggers.getLogger("io.github.homeexporter.modbus").getLevel())
                .isNull();
    }

    @Test
    void the_families_of_the_replaced_exporter_follow_its_naming() throws Exception {
        SelfMetrics self = SamplesComponent.store(context).self();
        assertThat(self.numbers("loxone_exporter_up")).isNotEmpty();
        changed("loxone.naming=standard");
        assertThat(self.numbers("loxone_exporter_up")).isEmpty();
        changed("");
        assertThat(self.numbers("loxone_exporter_up")).isNotEmpty();
    }

    /** What answers HTTP restarts a moment later. */
    private static void allRun() {
        await().until(() -> context.getRoutes().stream()
                .map(Route::getRouteId)
                .allMatch(id -> context.getRouteController().getRouteStatus(id).isStarted()));
    }

    private static Map<String, Object> changed(String lines) throws IOException {
        settings(lines);
        Map<String, Object> told =
                context.getRegistry().findSingleByType(Reload.class).now();
        inForce = !lines.isEmpty() && (inForce || !words(told, "changed").isEmpty());
        return told;
    }

    private static List<String> words(Map<String, Object> told, String key) {
        return ((List<?>) told.get(key)).stream().map(String::valueOf).toList();
    }

    /** Those that come later win. */
    private static void settings(String more) throws IOException {
        Map<String, String> last = new LinkedHashMap<>();
        Arrays.stream((ALL + more).split("\n")).forEach(line -> last.put(line.substring(0, line.indexOf('=')), line));
        Files.writeString(directory.resolve("application.properties"), String.join("\n", last.values()) + "\n");
    }
}
