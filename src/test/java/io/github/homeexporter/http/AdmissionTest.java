package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.http.Admission.HttpCall;
import io.github.homeexporter.http.Admission.HttpRefusal;
import io.github.homeexporter.http.Authorization.BasicCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final String STRANGER = "192.0.2.1";
    private final Ports ports = new Ports();

    @Test
    void without_settings_everybody_may_read() {
        assertThat(status(get("/metrics"))).isEqualTo(200);
    }

    @Test
    void a_foreign_host_is_refused_and_a_probe_is_not() {
        ports.trustedHosts = "good.example";
        assertThat(status(get("/metrics", "good.example:9504"))).isEqualTo(200);
        assertThat(status(get("/metrics", "good.example.evil.com"))).isEqualTo(403);
        assertThat(status(get("/-/healthy", "10.1.2.3:9504"))).isEqualTo(200);
    }

    @Test
    void a_missing_a_double_and_a_broken_host_are_bad_requests() {
        assertThat(status(get("/metrics", new String[0]))).isEqualTo(400);
        assertThat(status(get("/metrics", ""))).isEqualTo(400);
        assertThat(status(get("/metrics", "good.example", "good.example"))).isEqualTo(400);
        assertThat(status(get("/metrics", "a b"))).isEqualTo(400);
    }

    @Test
    void http10_needs_no_host_unless_hosts_are_limited() {
        HttpCall old = new HttpCall(
                "GET",
                "/metrics",
                false,
                List.of(),
                null,
                0,
                null,
                null,
                Networks.address(STRANGER).orElseThrow());
        assertThat(status(old)).isEqualTo(200);
        ports.trustedHosts = "good.example";
        assertThat(status(old)).isEqualTo(400);
    }

    @Test
    void the_fourth_post_of_three_gets429_and_when_to_come_back() {
        ports.rateLimit = 3;
        Admission admission = new Admission(ports.options(), () -> 1);
        for (int i = 0; i < 3; i++) {
            assertThat(admission.check(post("/webhooks/alertmanager", STRANGER)))
                    .isEmpty();
        }
        HttpRefusal refusal =
                admission.check(post("/webhooks/alertmanager", STRANGER)).orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).containsEntry("Retry-After", "20");
        assertThat(admission.check(post("/collect", STRANGER)).orElseThrow().status())
                .isEqualTo(429);
        assertThat(admission.check(get("/collect")).orElseThrow().status()).isEqualTo(429);
        assertThat(admission.check(get("/metrics"))).isEmpty();
        assertThat(admission.check(get("/-/ready"))).isEmpty();
        assertThat(admission.check(get("/health"))).isEmpty();
        assertThat(admission.check(post("/collect", "127.0.0.1"))).isEmpty();
        assertThat(admission.check(post("/collect", "::1"))).isEmpty();
    }

    @Test
    void no_limit_is_no_limit() {
        ports.rateLimit = 0;
        Admission admission = new Admission(ports.options(), () -> 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(admission.check(post("/collect", STRANGER))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics", "/", "/status", "/healthz", "/health", "/collectors", "/nowhere", "/-/healthy/x"})
    void with_a_user_every_page_asks_for_it(String path) {
        ports.basic = new BasicCredentials("reader", "p:ä ss");
        assertThat(status(get(path))).isEqualTo(401);
        assertThat(status(authorized(path, basic("reader:p:ä ss")))).isEqualTo(200);
        assertThat(status(authorized(path, basic("reader:p")))).isEqualTo(401);
        assertThat(status(authorized(path, basic("Reader:p:ä ss")))).isEqualTo(401);
        assertThat(status(authorized(path, basic("reader")))).isEqualTo(401);
        assertThat(status(authorized(path, "Basic !!!"))).isEqualTo(401);
        assertThat(status(authorized(path, "Bearer cmVhZGVy"))).isEqualTo(401);
    }

    @Test
    void probes_and_what_has_a_token_of_its_own_do_not_ask_for_the_user() {
        ports.basic = new BasicCredentials("reader", "password");
        for (String probe : List.of("/-/healthy", "/-/ready", "/health/live", "/health/ready")) {
            assertThat(status(get(probe))).as(probe).isEqualTo(200);
        }
        assertThat(status(post("/collect", STRANGER))).isEqualTo(200);
        assertThat(status(post("/-/reload", STRANGER))).isEqualTo(200);
        assertThat(status(post("/discover", STRANGER))).isEqualTo(200);
        assertThat(status(post("/webhooks/alertmanager", STRANGER))).isEqualTo(200);
        assertThat(status(get("/-/reload"))).isEqualTo(401);
        assertThat(status(get("/collect"))).isEqualTo(401);
        assertThat(status(get("/discover"))).isEqualTo(401);
        assertThat(status(post("/metrics", STRANGER))).isEqualTo(401);
    }

    @Test
    void a_body_that_is_too_large_is_refused_by_its_announcement() {
        HttpCall large = new HttpCall(
                "POST",
                "/collect",
                true,
                List.of("x"),
                null,
                65_537,
                null,
                null,
                Networks.address(STRANGER).orElseThrow());
        assertThat(status(large)).isEqualTo(413);
    }

    @Test
    void after_ten_wrong_tokens_of_an_address_the_next_is_not_looked_at() {
        Admission admission = new Admission(ports.options(), () -> 1);
        HttpCall wrong = authorized("/nowhere", "Bearer wrong");
        for (int i = 0; i < 10; i++) {
            assertThat(admission.check(wrong)).isEmpty();
            admission.answered(wrong, 401);
        }
        HttpRefusal refusal = admission.check(wrong).orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).containsEntry("Retry-After", "6");
        assertThat(admission.check(get("/metrics"))).isEmpty();
        assertThat(admission.check(post("/collect", "192.0.2.2"))).isEmpty();
    }

    @Test
    void who_says_no_password_and_who_says_the_right_one_have_not_guessed() {
        Admission admission = new Admission(ports.options(), () -> 1);
        for (int i = 0; i < 100; i++) {
            admission.answered(get("/metrics"), 401);
            admission.answered(authorized("/metrics", "Bearer right"), 200);
        }
        assertThat(admission.check(authorized("/metrics", "Bearer right"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://evil.example, , 403",
        "POST, null, , 403",
        "PUT, http://good.example.evil.example, , 403",
        "POST, http://good.example, , 200",
        "POST, https://GOOD.example, , 200",
        "POST, , cross-site, 403",
        "DELETE, , same-site, 403",
        "POST, http://good.example, cross-site, 403",
        "POST, , same-origin, 200",
        "POST, , none, 200",
        "POST, , , 200",
        "GET, http://evil.example, cross-site, 200"
    })
    void a_page_of_another_site_may_not_change_anything(String method, String origin, String site, int status) {
        HttpCall call = new HttpCall(
                method,
                "/sgready/mode",
                true,
                List.of("good.example"),
                null,
                0,
                origin,
                site,
                Networks.address(STRANGER).orElseThrow());
        assertThat(status(call)).isEqualTo(status);
    }

    private int status(HttpCall call) {
        return new Admission(ports.options(), () -> 1)
                .check(call)
                .map(HttpRefusal::status)
                .orElse(200);
    }

    private static HttpCall get(String path) {
        return get(path, "good.example");
    }

    private static HttpCall get(String path, String... hosts) {
        return new HttpCall(
                "GET",
                path,
                true,
                List.of(hosts),
                null,
                0,
                null,
                null,
                Networks.address(STRANGER).orElseThrow());
    }

    private static HttpCall authorized(String path, String authorization) {
        return new HttpCall(
                "GET",
                path,
                true,
                List.of("good.example"),
                authorization,
                0,
                null,
                null,
                Networks.address(STRANGER).orElseThrow());
    }

    private static HttpCall post(String path, String client) {
        return new HttpCall(
                "POST",
                path,
                true,
                List.of("good.example"),
                null,
                0,
                null,
                null,
                Networks.address(client).orElseThrow());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
