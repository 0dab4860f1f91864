package io.github.homeexporter.isg.sgready;

import static io.github.homeexporter.isg.sgready.SgReadyProgram.alert;
import static io.github.homeexporter.isg.sgready.SgReadyProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.LogLines;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alertmanager's calls over HTTP, the ISG's registers over Modbus. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
@Order(1)
class SgReadyWebhookTest {
    @TempDir
    Path folder;

    private SgReadyProgram program(String... settings) throws Exception {
        Map<String, String> more = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            more.put(settings[i], settings[i + 1]);
        }
        return new SgReadyProgram(folder, more);
    }

    @Test
    void an_alert_that_fires_sets_its_level_in_one_request_and_it_is_counted_and_logged() throws Exception {
        try (LogLines log = new LogLines(SgReadyHold.class);
                SgReadyProgram program = program()) {
            HttpResponse<String> answer = program.post(body(alert("firing", "active", "a")));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"set: active\"");
            assertThat(program.isg.requests()).contains("01100fa100020400010000");
            assertThat(program.inputs()).isEqualTo("1 0");
            assertThat(program.actions("active")).isEqualTo(1);
            assertThat(program.value("isg_sgready_state")).isEqualTo(3);
            assertThat(program.value("isg_sgready_requested")).isEqualTo(3);
            assertThat(program.errors()).isZero();
            assertThat(log.lines())
                    .contains("INFO sg ready: set from normal to active because of Surplus")
                    .noneMatch(line -> line.contains(SgReadyProgram.TOKEN));
        }
    }

    @ParameterizedTest
    @CsvSource({"inactive, 0 1, 1, lock", "lock, 0 1, 1, lock", "active, 1 0, 3, active", "force, 1 1, 4, force"})
    void each_level_has_its_inputs_and_state(String target, String inputs, double state, String action)
            throws Exception {
        try (SgReadyProgram program = program("isg.sgready.allow-force", "true")) {
            program.post(body(alert("firing", target, "a")));
            assertThat(program.inputs()).isEqualTo(inputs);
            assertThat(program.value("isg_sgready_state")).isEqualTo(state);
            assertThat(program.actions(action)).isEqualTo(1);
        }
    }

    @Test
    void a_resolved_alert_means_normal() throws Exception {
        try (SgReadyProgram program = program()) {
            program.post(body(alert("firing", "active", "a")));
            assertThat(program.post(body(alert("resolved", "active", "a"))).body())
                    .contains("set: normal");
            assertThat(program.inputs()).isEqualTo("0 0");
            assertThat(program.actions("normal")).isEqualTo(1);
        }
    }

    @Test
    void a_resolved_alert_takes_only_itself_away_and_the_strongest_that_fires_wins() throws Exception {
        try (SgReadyProgram program = program()) {
            program.post(body(
                    alert("firing", "active", "a"),
                    alert("firing", "inactive", "b"),
                    alert("resolved", "active", "c")));
            assertThat(program.inputs()).isEqualTo("0 1");
            program.post(body(alert("resolved", "inactive", "b")));
            assertThat(program.inputs()).isEqualTo("1 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"firing, turbo", "firing, ''", "suppressed, active", "firing, force"})
    void what_is_not_known_is_counted_and_changes_nothing(String status, String target) throws Exception {
        try (SgReadyProgram program = program()) {
            assertThat(program.post(body(alert(status, target, "a"))).statusCode())
                    .isEqualTo(200);
            assertThat(program.actions("unknown")).isEqualTo(1);
            assertThat(program.writes()).isZero();
        }
    }

    @Test
    void what_is_no_webhook_is_a_bad_request() throws Exception {
        List<String> bodies =
                List.of("", "{", "[]", "null", "{\"alerts\":3}", "{\"alerts\":[3]}", "{\"version\":\"4\"}");
        try (SgReadyProgram program = program()) {
            for (String body : bodies) {
                assertThat(program.post(body).statusCode()).as(body).isEqualTo(400);
            }
            assertThat(program.errors()).isEqualTo(bodies.size());
            assertThat(program.writes()).isZero();
        }
    }

    @Test
    void a_body_of_brackets_does_not_break_anything() throws Exception {
        try (SgReadyProgram program = program()) {
            assertThat(program.post("[".repeat(60_000)).statusCode()).isEqualTo(400);
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_of_two_mebibytes_is_too_large() throws Exception {
        try (SgReadyProgram program = program()) {
            assertThat(program.post(" ".repeat(2 << 20)).statusCode()).isEqualTo(413);
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void without_the_token_nothing_is_done() throws Exception {
        List<String> wrong = List.of("", "Bearer", "Bearer wrong", "Basic s3cret+&x", "Bearer s3cret+&x2");
        try (SgReadyProgram program = program()) {
            for (String authorization : wrong) {
                HttpRequest.Builder request = HttpRequest.newBuilder(program.webhook)
                        .POST(HttpRequest.BodyPublishers.ofString(body(alert("firing", "active", "a"))));
                HttpResponse<String> answer = SgReadyProgram.send(
                        authorization.isEmpty() ? request : request.header("Authorization", authorization));
                assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            }
            assertThat(program.writes()).isZero();
            assertThat(program.errors()).isEqualTo(wrong.size());
        }
    }

    @Test
    void when_no_token_is_set_every_call_is_refused_and_told_which_key() throws Exception {
        try (SgReadyProgram program = program("isg.sgready.token", "")) {
            HttpResponse<String> answer = SgReadyProgram.send(HttpRequest.newBuilder(program.webhook)
                    .header("Authorization", "Bearer ")
                    .POST(HttpRequest.BodyPublishers.ofString(body(alert("firing", "active", "a")))));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("isg.sgready.token");
            assertThat(program.writes()).isZero();
        }
    }

    @Test
    void only_addresses_that_may_call_are_heard() throws Exception {
        try (SgReadyProgram program = program("isg.sgready.allow", "192.0.2.0/24")) {
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(403);
            assertThat(program.writes()).isZero();
        }
        try (SgReadyProgram program = program("isg.sgready.allow", "192.0.2.0/24, 127.0.0.0/8")) {
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_get_is_not_allowed() throws Exception {
        try (SgReadyProgram program = program()) {
            assertThat(SgReadyProgram.send(
                                    HttpRequest.newBuilder(program.webhook).GET())
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void the_same_body_twice_is_written_once() throws Exception {
        try (SgReadyProgram program = program()) {
            program.post(body(alert("firing", "active", "a")));
            assertThat(program.post(body(alert("firing", "active", "a"))).body())
                    .contains("unchanged: active");
            assertThat(program.writes()).isEqualTo(1);
            assertThat(program.actions("active")).isEqualTo(1);
        }
    }

    @Test
    void toggling_is_held_by_the_minimum_time() throws Exception {
        try (SgReadyProgram program = program("isg.sgready.minimum-time", "10m")) {
            program.post(body(alert("firing", "active", "a")));
            assertThat(program.post(body(alert("resolved", "active", "a"))).body())
                    .contains("waiting: normal");
            assertThat(program.post(body(alert("firing", "active", "a"))).body())
                    .contains("unchanged: active");
            assertThat(program.writes()).isEqualTo(1);
            assertThat(program.inputs()).isEqualTo("1 0");
        }
    }

    @Test
    void a_function_that_is_off_is_an_error_that_says_so() throws Exception {
        try (SgReadyProgram program = program()) {
            program.isg.memory().holding(4000, 0);
            HttpResponse<String> answer = program.post(body(alert("firing", "active", "a")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("isg.sgready.switch-on");
            assertThat(program.errors()).isEqualTo(1);
            assertThat(program.writes()).isZero();
        }
    }

    @Test
    void a_function_that_is_off_is_switched_on_when_that_is_allowed() throws Exception {
        try (SgReadyProgram program = program("isg.sgready.switch-on", "true")) {
            program.isg.memory().holding(4000, 0);
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(200);
            assertThat(program.isg.memory().holdingAt(4000)).isEqualTo(1);
            assertThat(program.inputs()).isEqualTo("1 0");
        }
    }

    @Test
    void a_write_that_fails_is_503_and_the_next_call_tries_again() throws Exception {
        try (SgReadyProgram program = program()) {
            program.isg.misbehave(Integer.MAX_VALUE, (request, right, out) -> {
                boolean write = request[7] == 16 || request[7] == 6;
                out.write(write ? refusal(request) : right);
                return true;
            });
            HttpResponse<String> answer = program.post(body(alert("firing", "active", "a")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("exception 04");
            assertThat(program.errors()).isEqualTo(1);
            assertThat(program.actions("active")).isZero();
            program.isg.misbehave(0, (request, right, out) -> true);
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(200);
            assertThat(program.actions("active")).isEqualTo(1);
        }
    }

    private static byte[] refusal(byte[] request) {
        return new byte[] {request[0], request[1], 0, 0, 0, 3, request[6], (byte) (request[7] | 0x80), 4};
    }

    @Test
    void a_level_that_is_forgotten_by_the_heat_pump_is_written_again() throws Exception {
        try (SgReadyProgram program = program()) {
            program.post(body(alert("firing", "active", "a")));
            program.isg.memory().holding(4001, 0, 0);
            program.hold();
            assertThat(program.inputs()).isEqualTo("1 0");
            assertThat(program.actions("active")).isEqualTo(1);
        }
    }

    @Test
    void a_write_the_device_does_not_keep_is_a_failure() throws Exception {
        try (SgReadyProgram program = program()) {
            program.isg.misbehave(Integer.MAX_VALUE, (request, right, out) -> {
                if (request[7] == 16) {
                    program.isg.memory().holding(4001, 0, 0);
                }
                out.write(right);
                return true;
            });
            HttpResponse<String> answer = program.post(body(alert("firing", "active", "a")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("but the device holds 0.0");
        }
    }

    @Test
    void off_by_default_there_is_no_such_page() throws Exception {
        try (SgReadyProgram program = program("isg.sgready.enabled", "false")) {
            assertThat(program.post(body(alert("firing", "active", "a"))).statusCode())
                    .isEqualTo(404);
            assertThat(program.writes()).isZero();
        }
    }
}
