package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.http.Authorization.BasicCredentials;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that do their worst: after each of them the page is read as before. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HttpSiegeTest extends OpenedPort {
    private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String COLLECT = "POST /collect HTTP/1.1\r\nHost: x\r\n";

    private final List<RawHttp> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (RawHttp each : open) {
            each.close();
        }
    }

    private RawHttp opened() throws Exception {
        RawHttp raw = new RawHttp(ports.port);
        open.add(raw);
        return raw;
    }

    private int status(String head) throws Exception {
        return Integer.parseInt(opened().ask(head + "Connection: close\r\n\r\n").substring(9, 12));
    }

    /** Again where a busy machine needed longer than the test lets a request take. */
    private void assertScraped() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(opened().ask(SCRAPE))
                .startsWith("HTTP/1.1 200"));
    }

    @Test
    void five_hundred_connections_that_ask_nothing_keep_nobody_out() throws Exception {
        start();
        for (int i = 0; i < 500; i++) {
            opened();
        }
        assertScraped();
        for (int i = 0; i < 200; i++) {
            opened().send("GET /metrics HTTP/1.1\r\nX-Slow: ");
        }
        assertScraped();
        assertThat(refused("connections")).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /metrics HTTP/1.1\r\nHost: x\r\nX: ",
                COLLECT + "Content-Length: 100\r\n\r\nx",
                COLLECT + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
            })
    void a_head_or_a_body_that_does_not_come_to_its_end_is_cut_off(String beginning) throws Exception {
        ports.requestTimeout = Duration.ofSeconds(1);
        start();
        RawHttp slow = opened();
        slow.send(beginning);
        // letter by letter it is never idle
        Awaitility.await().until(() -> slow.isAnsweredAfter("1"));
        assertThat(slow.ask("")).doesNotContain("200 OK");
        assertScraped();
    }

    @Test
    void a_body_in_pieces_without_an_end_is_refused_at_its_bound() throws Exception {
        start();
        String pieces = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(40);
        assertThat(opened().ask(COLLECT + "Transfer-Encoding: chunked\r\n\r\n" + pieces))
                .doesNotContain("200 OK");
        RawHttp reading = opened();
        reading.send("GET /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces);
        Awaitility.await().until(() -> reading.isAnsweredAfter("1"));
        assertScraped();
    }

    @Test
    void a_hundred_requests_in_one_go_are_answered_one_after_the_other() throws Exception {
        start();
        String answers = opened().ask("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100) + SCRAPE);
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(102);
        assertScraped();
    }

    @Test
    void who_asks_on_and_on_without_reading_is_answered_as_far_as_he_reads() throws Exception {
        start();
        RawHttp slow = opened();
        slow.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
        assertScraped();
        // with what he reads the next are begun
        assertThat(slow.ask(SCRAPE).split("HTTP/1.1 200 OK", -1)).hasSize(102);
    }

    @Test
    void a_thousand_requests_in_one_go_take_their_time_and_nothing_from_others() throws Exception {
        start();
        RawHttp flood = opened();
        flood.send("GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000));
        assertScraped();
        assertThat(flood.ask(SCRAPE).split("HTTP/1.1 200 OK", -1)).hasSize(1_002);
    }

    @Test
    void connections_that_end_while_requests_wait_give_their_places_back() throws Exception {
        ports.maxConnections = 4;
        start();
        for (int i = 0; i < 20; i++) {
            try (RawHttp hasty = new RawHttp(ports.port)) {
                hasty.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50) + "GET /metr");
            }
            assertScraped();
        }
    }

    @Test
    void one_whose_requests_take_all_connections_makes_room_for_another() throws Exception {
        ports.maxConnections = 4;
        start();
        CountDownLatch end = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/held").process(held -> end.await());
            }
        });
        for (int i = 0; i < 4; i++) {
            opened().send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        InetAddress other = InetAddress.getByName("127.0.0.2");
        Awaitility.await().untilAsserted(() -> {
            try (RawHttp scraper = new RawHttp(ports.port, other)) {
                assertThat(scraper.ask(SCRAPE)).startsWith("HTTP/1.1 200");
            }
        });
        end.countDown();
    }

    @Test
    void whatever_is_too_long_is_refused() throws Exception {
        start();
        assertThat(status("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n"))
                .isEqualTo(414);
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n"))
                .isEqualTo(431);
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(10_000)))
                .isEqualTo(431);
        assertThat(status(COLLECT + "Content-Length: 99999999999999\r\n")).isEqualTo(413);
        assertScraped();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "DELETE", "PUT", "PATCH", "BREW", "get"})
    void no_other_method_does_anything(String method) throws Exception {
        start();
        assertThat(status(method + " /metrics HTTP/1.1\r\nHost: x\r\n")).isIn(400, 403, 405, 501);
        assertScraped();
    }

    @Test
    void passwords_are_guessed_ten_times_and_then_slowly_whatever_address_is_made_up() throws Exception {
        ports.basic = new BasicCredentials("reader", "password");
        start();
        String wrong = "GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Basic cmVhZGVyOnJlYWRlcg==\r\n";
        for (int i = 0; i < 10; i++) {
            assertThat(status(wrong)).isEqualTo(401);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(status(wrong + "X-Forwarded-For: 192.0.2." + i + "\r\n")).isEqualTo(429);
        }
        assertThat(refused("guesses")).isEqualTo(5);
        assertThat(status("GET /-/healthy HTTP/1.1\r\nHost: x\r\n")).isEqualTo(200);
    }

    @Test
    void tokens_are_guessed_ten_times_and_then_slowly() throws Exception {
        ports.token = "right";
        start();
        for (int i = 0; i < 10; i++) {
            assertThat(status(COLLECT + "Content-Length: 0\r\nAuthorization: Bearer wrong" + i + "\r\n"))
                    .isEqualTo(401);
        }
        assertThat(status(COLLECT + "Content-Length: 0\r\nAuthorization: Bearer right\r\n"))
                .isEqualTo(429);
        assertScraped();
    }

    @Test
    void a_page_of_another_site_may_not_ask_for_a_change_through_its_visitor() throws Exception {
        start();
        String empty = COLLECT + "Content-Length: 0\r\n";
        assertThat(opened().ask(empty + "Origin: http://evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("another site");
        assertThat(opened().ask(empty + "Sec-Fetch-Site: cross-site\r\nConnection: close\r\n\r\n"))
                .contains("another site");
        // let through to the route, which wants its token
        assertThat(opened().ask(empty + "Origin: http://x\r\nConnection: close\r\n\r\n"))
                .contains("http.token");
        assertThat(refused("site")).isEqualTo(2);
    }
}
