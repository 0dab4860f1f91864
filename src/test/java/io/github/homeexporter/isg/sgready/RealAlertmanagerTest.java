package io.github.homeexporter.isg.sgready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real Alertmanager sends what fires and what is resolved, and tries again when the heat pump could not be told. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class RealAlertmanagerTest {
    private static final String PROGRAM = "prometheus-alertmanager";

    @TempDir
    Path folder;

    private SgReadyProgram program;
    private Process alertmanager;
    private URI alerts;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(
                java.util.Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, PROGRAM))),
                PROGRAM + " is not on PATH; Debian's package prometheus-alertmanager has it");
        program = new SgReadyProgram(folder, Map.of());
        Files.writeString(folder.resolve("token"), SgReadyProgram.TOKEN);
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: { receiver: heat-pump, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
                receivers:
                  - name: heat-pump
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                        http_config:
                          authorization: { type: Bearer, credentials_file: %s }
                """.formatted(program.webhook, folder.resolve("token")));
        alerts = URI.create("http://127.0.0.1:" + FreePort.next() + "/api/v2/alerts");
        startAlertmanager();
    }

    private void startAlertmanager() throws Exception {
        alertmanager = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + alerts.getPort(),
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        URI ready = alerts.resolve("/-/ready");
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> SgReadyProgram.send(HttpRequest.newBuilder(ready)).statusCode() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        if (alertmanager != null) {
            stopAlertmanager();
        }
        if (program != null) {
            program.close();
        }
    }

    private void stopAlertmanager() throws InterruptedException {
        alertmanager.destroy();
        if (!alertmanager.waitFor(5, TimeUnit.SECONDS)) {
            alertmanager.destroyForcibly().waitFor();
        }
    }

    /** As a power cut of the machine the program runs on; the heat pump and Alertmanager go on. */
    private void restartProgram(Map<String, String> settings) throws Exception {
        Map<String, String> same = new HashMap<>(settings);
        same.put("http.port", String.valueOf(program.webhook.getPort()));
        program.stop();
        program = new SgReadyProgram(folder, same, program.isg);
    }

    private void send(String target, Instant ends) throws Exception {
        String body =
                "[{\"labels\":{\"alertname\":\"Surplus\",\"target\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                        .formatted(target, Instant.now().minusSeconds(60), ends);
        int status = SgReadyProgram.send(HttpRequest.newBuilder(alerts)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
        assertThat(status).isEqualTo(200);
    }

    private void untilInputsAre(String inputs) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(program.inputs()).as(() -> log()).isEqualTo(inputs));
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("alertmanager.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void a_firing_alert_raises_the_level_and_its_end_sets_it_back() throws Exception {
        send("active", Instant.now().plusSeconds(3600));
        untilInputsAre("1 0");
        send("active", Instant.now().minusSeconds(1));
        untilInputsAre("0 0");
        assertThat(program.actions("active")).isEqualTo(1);
        assertThat(program.errors()).isZero();
    }

    @Test
    void a_lock_from_before_a_restart_of_the_program_ends_with_its_alert() throws Exception {
        send("inactive", Instant.now().plusSeconds(3600));
        untilInputsAre("0 1");
        restartProgram(Map.of());
        send("inactive", Instant.now().minusSeconds(1));
        untilInputsAre("0 0");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(program.actions("normal")).isEqualTo(1));
    }

    @Test
    void alertmanager_may_be_started_again_between_firing_and_resolved() throws Exception {
        send("inactive", Instant.now().plusSeconds(3600));
        untilInputsAre("0 1");
        stopAlertmanager();
        startAlertmanager();
        // as Prometheus does, which goes on to send it
        send("inactive", Instant.now().plusSeconds(3600));
        send("inactive", Instant.now().minusSeconds(1));
        untilInputsAre("0 0");
    }

    @Test
    void a_house_is_not_locked_for_ever_by_a_resolve_that_is_lost() throws Exception {
        send("inactive", Instant.now().plusSeconds(3600));
        untilInputsAre("0 1");
        stopAlertmanager();
        restartProgram(Map.of("isg.sgready.max-hold", "1m"));
        await().atMost(Duration.ofSeconds(150))
                .untilAsserted(() -> assertThat(program.inputs()).isEqualTo("0 0"));
    }

    @Test
    void a_heat_pump_that_is_away_gets_its_level_when_it_is_back() throws Exception {
        program.isg.close();
        send("active", Instant.now().plusSeconds(3600));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(program.errors()).as(() -> log()).isPositive());
        try (SimulatedModbus back = new SimulatedModbus(program.isg.memory(), program.isg.port())) {
            untilInputsAre("1 0");
            assertThat(back.accepted()).isPositive();
        }
    }

    @Test
    void a_write_that_fails_is_tried_again_by_alertmanager() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        program.isg.misbehave(Integer.MAX_VALUE, (request, right, out) -> {
            boolean refuse = request[7] == 16 && refusals.getAndDecrement() > 0;
            if (refuse) {
                program.isg.memory().holding(4001, 0, 0);
            }
            out.write(refuse ? new byte[] {request[0], request[1], 0, 0, 0, 3, 1, (byte) 0x90, 4} : right);
            return true;
        });
        send("inactive", Instant.now().plusSeconds(3600));
        untilInputsAre("0 1");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(program.actions("lock")).isEqualTo(1));
        assertThat(program.errors()).isEqualTo(2);
    }
}
