package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.StatusComponent.Reload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of running routes when the settings are read again. */
@Timeout(120)
@ResourceLock(LogLines.LOG)
class SettingsReloadTest {
    @TempDir
    Path directory;

    private final int port = FreePort.next();
    private final Line near = new Line();
    private final Line far = new Line();
    private final Line moved = new Line();
    private Main main;
    private CamelContext context;
    private SampleStore store;

    SettingsReloadTest() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        route("near");
        route("far");
        Files.writeString(directory.resolve("routes/http.camel.yaml"), """
            - route:
                id: both
                from:
                  uri: "timer:both"
                  parameters: { period: 100 }
                  steps:
                    - setBody: { constant: '{"name":"value","value":{{both.value}},"labels":{"route":"both"} }' }
                    - to: "samples:both?interval=1s"
            - route:
                id: other
                from:
                  uri: "timer:other"
                  parameters: { period: 100 }
                  steps:
                    - setBody: { constant: '{"name":"value","value":1,"labels":{"route":"other"}}' }
                    - to: "samples:other?interval={{other.interval}}"
            """);
        settings("");
        main = Startup.reloading(
                SettingsLoader.load(directory, Map.of()), directory, SettingsLoader.again(directory, Map.of()));
        main.start();
        context = main.getCamelContext();
        store = SamplesComponent.store(context);
        await().until(() -> near.connections() == 1 && far.connections() == 1 && value("value{route=\"both\"}") == 1);
    }

    @AfterEach
    void stop() throws Exception {
        main.stop();
        LogLines.asTestsHaveIt();
        for (Line line : List.of(near, far, moved)) {
            line.close();
        }
    }

    @Test
    void a_route_whose_setting_changed_restarts_and_the_connection_of_another_is_the_same_one() throws Exception {
        settings("near.address=127.0.0.1:" + moved.port() + "\n");
        Map<String, Object> told = reload();
        await().until(() -> moved.connections() == 1);
        assertThat(told).containsEntry("restarted", List.of("near")).containsEntry("wrong", List.of());
        assertThat(changed(told)).containsExactly("near.address");
        assertThat(far.connections()).isEqualTo(1);
        assertThat(far.isOpen()).isTrue();
    }

    @Test
    void only_the_route_of_a_file_restarts_that_reads_the_setting() throws Exception {
        Object other = context.getRoute("other");
        settings("both.value=5\n");
        assertThat(reload()).containsEntry("restarted", List.of("both"));
        await().until(() -> value("value{route=\"both\"}") == 5);
        assertThat(context.getRoute("other")).isSameAs(other);
    }

    @Test
    void a_wrong_setting_is_named_and_the_value_before_it_stays_while_others_are_taken() throws Exception {
        Object route = context.getRoute("other");
        settings("other.interval=often\nboth.value=7\nlux.verbose=maybe\nsamples.max-series=-1\n");
        Map<String, Object> told = reload();
        await().until(() -> value("value{route=\"both\"}") == 7);
        assertThat(changed(told)).containsExactly("both.value");
        assertThat(told.get("wrong").toString())
                .contains("application.properties:", "other.interval", "often")
                .contains("lux.verbose=\"maybe\"", "samples.max-series=\"-1\"", "the value before it stays")
                .doesNotContain("; using");
        assertThat(context.getRoute("other")).isSameAs(route);
        assertThat(store.self().faults().get("settings").toString()).contains("other.interval");

        settings("other.interval=2s\nboth.value=7\n");
        assertThat(reload()).containsEntry("wrong", List.of()).containsEntry("restarted", List.of("other"));
        assertThat(store.self().faults()).doesNotContainKey("settings");
    }

    @Test
    void what_needs_a_restart_of_the_program_is_named_until_it_has_one() throws Exception {
        settings("http.max-body=2048\n");
        assertThat(reload())
                .containsEntry("needs_restart", List.of("http.max-body"))
                .containsEntry("changed", List.of());
        assertThat(reload()).containsEntry("needs_restart", List.of("http.max-body"));
        settings("");
        assertThat(reload()).containsEntry("needs_restart", List.of());
    }

    @Test
    void a_secret_of_the_directory_is_taken_and_never_shown() throws Exception {
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("lux.password"), "correct horse\n");
        settings("secrets.directory=secrets\nisg.url=http://house:battery@127.0.0.1:1\n");
        Map<String, Object> told = reload();
        assertThat(changed(told)).contains("lux.password", "secrets.directory");
        assertThat(told.toString()).contains("xxxxxx").doesNotContain("correct horse", "battery");
        assertThat(context.getPropertiesComponent().resolveProperty("lux.password"))
                .contains("correct horse");
    }

    @Test
    void a_route_that_wanted_a_setting_runs_once_it_is_there_and_one_that_loses_its_own_is_named() throws Exception {
        Files.writeString(directory.resolve("routes/late.camel.yaml"), """
            - route:
                id: late
                from:
                  uri: "timer:late"
                  parameters: { period: "{{late.period}}" }
                  steps:
                    - setBody: { constant: '{"name":"value","value":1,"labels":{"route":"late"}}' }
                    - to: "samples:late?interval=1s"
            """);
        await().until(() -> reload().get("wrong").toString().contains("no setting late.period"));
        settings("late.period=100\n");
        reload();
        await().until(() -> value("value{route=\"late\"}") == 1);
        assertThat(store.self().faults()).doesNotContainKey("routes/late.camel.yaml");

        settings("");
        assertThat(reload().get("wrong").toString()).contains("no setting late.period");
        assertThat(context.getRouteController().getRouteStatus("late").isStarted())
                .isTrue();
    }

    @Test
    void a_device_that_ships_is_switched_on_and_off() throws Exception {
        Files.delete(directory.resolve("routes/far.camel.yaml"));
        Files.copy(Path.of("routes/luxtronik.camel.yaml"), directory.resolve("routes/luxtronik.camel.yaml"));
        await().until(() -> loaded("luxtronik.camel.yaml") == 1);
        settings("lux.address=127.0.0.1:1\n");
        assertThat(reload()).containsEntry("restarted", List.of("luxtronik"));
        assertThat(context.getRoute("luxtronik")).isNotNull();
        settings("");
        assertThat(reload()).containsEntry("restarted", List.of("luxtronik"));
        assertThat(context.getRoute("luxtronik")).isNull();
    }

    @Test
    void nothing_restarts_when_nothing_changed_or_the_file_is_gone() throws IOException {
        Object route = context.getRoute("near");
        assertThat(reload())
                .containsEntry("changed", List.of())
                .containsEntry("restarted", List.of())
                .containsEntry("wrong", List.of());
        Files.delete(directory.resolve("application.properties"));
        assertThat(reload()).containsEntry("changed", List.of()).containsEntry("restarted", List.of());
        assertThat(context.getRoute("near")).isSameAs(route);
    }

    private Map<String, Object> reload() {
        return context.getRegistry().findSingleByType(Reload.class).now();
    }

    private static List<String> changed(Map<String, Object> told) {
        return ((List<?>) told.get("changed"))
                .stream().map(each -> ((Map<?, ?>) each).get("key").toString()).toList();
    }

    /** Reads lines of a peer that it stays connected with. */
    private void route(String id) throws IOException {
        Files.writeString(directory.resolve("routes/" + id + ".camel.yaml"), """
            - route:
                id: %1$s
                nodePrefixId: %1$s-
                from:
                  uri: "netty:tcp://{{%1$s.address}}"
                  parameters: { clientMode: true, textline: true, sync: false, reconnectInterval: "{{%1$s.period}}" }
                  steps:
                    - to: { id: publish, uri: "samples:%1$s" }
            """.formatted(id));
    }

    /** Those that all tests have come first, so that the others win. */
    private void settings(String more) throws IOException {
        String all = "host.enabled=false\nhttp.port=" + port + "\nnear.address=127.0.0.1:" + near.port()
                + "\nnear.period=100\n" + "far.address=127.0.0.1:" + far.port()
                + "\nfar.period=100\nboth.value=1\nother.interval=1s\n"
                + more;
        // a key twice would be a finding
        Map<String, String> last = new java.util.LinkedHashMap<>();
        all.lines().forEach(line -> last.put(line.substring(0, line.indexOf('=')), line));
        Files.writeString(directory.resolve("application.properties"), String.join("\n", last.values()) + "\n");
    }

    private double loaded(String file) {
        return value("home_exporter_config_last_load_successful{file=\"routes/" + file + "\"}");
    }

    /** NaN when there is no such series. */
    private double value(String series) {
        for (FamilyView family : store.families()) {
            for (int i = 0; i < family.size(); i++) {
                if (family.series(i).toString().equals(series)) {
                    return family.value(i);
                }
            }
        }
        return Double.NaN;
    }

    /** A peer on the loopback address that counts who connects. */
    private static final class Line implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();

        Line() throws IOException {
            Thread accepting = new Thread(this::accept, "line");
            accepting.setDaemon(true);
            accepting.start();
        }

        private void accept() {
            try {
                while (true) {
                    sockets.add(server.accept());
                }
            } catch (IOException e) {
                // closed at the end of the test
                sockets.clear();
            }
        }

        int port() {
            return server.getLocalPort();
        }

        int connections() {
            return sockets.size();
        }

        /** Whether the program still has its end of the first connection. */
        boolean isOpen() throws IOException {
            Socket socket = sockets.get(0);
            socket.setSoTimeout(50);
            try {
                socket.getOutputStream().write('\n');
                return socket.getInputStream().read() != -1;
            } catch (java.net.SocketTimeoutException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
            server.close();
        }
    }
}
