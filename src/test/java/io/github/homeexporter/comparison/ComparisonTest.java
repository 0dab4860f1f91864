package io.github.homeexporter.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.comparison.MetricsPage.PageAddress;
import io.github.homeexporter.net.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two pages on real ports: what is printed, and how it ends. */
class ComparisonTest {
    private static final String PAGE = "# TYPE a gauge\na{room=\"Hall\"} 1\n";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void nothing_is_missing_where_all_is_here() throws Exception {
        assertThat(compare(PAGE, PAGE + "b 1\n")).isZero();
        assertThat(printed())
                .contains("new here: 1 series\n  b\n", "result: nothing is missing here")
                .doesNotContain("missing here: ");
        assertThat(said()).isEqualTo("reading both pages 3 times within 1 s\n");
    }

    @Test
    void each_kind_of_difference_has_its_head_and_its_lines() throws Exception {
        String there = """
                # TYPE a gauge
                a{room="Hall"} 1
                a{room="Attic"} 1
                # TYPE c counter
                c 1
                # TYPE d gauge
                d{x="1"} 21.5
                gone 1
                gone 2
                go_goroutines 5
                """;
        String here = """
                # TYPE a gauge
                a{room="Hall"} 1
                # TYPE c gauge
                c 1
                # TYPE d gauge
                d{x="1",device="y"} 22.5
                """;
        assertThat(compare(there, here)).isEqualTo(Comparison.MISSING);
        assertThat(printed()).contains("""
                twice on the other page; the first of them counts: 1 series
                  gone{}
                missing here: 2 series
                  a{room="Attic"}; nearest here: a{room="Hall"}
                  gone{}; no such name here
                of another type: 1 names
                  c: counter there, gauge here
                of another value: 1 series
                  d{x="1"}: 21.5 there, 22.5 here (gauge, moved by at most 0 between two readings)
                with further labels here: 1 names
                  d: 1 series have device as well, as d{device="y",x="1"}
                left aside: 1 series of the other program""");
    }

    @Test
    void counters_are_compared_by_what_they_grow() throws Exception {
        AtomicInteger there = new AtomicInteger();
        AtomicInteger here = new AtomicInteger();
        try (ServedPage one =
                        ServedPage.moving(() -> "# TYPE c counter\nc " + (1000 + there.incrementAndGet()) + "\n");
                ServedPage other = ServedPage.moving(() -> "# TYPE c counter\nc " + here.incrementAndGet() + "\n")) {
            assertThat(run(page(one.url()), page(other.url()))).isZero();
        }
        assertThat(printed())
                .contains("counters that begin elsewhere and grow alike")
                .doesNotContain("another value");
    }

    @Test
    void more_than_a_screen_is_cut_short_unless_all_is_wanted() throws Exception {
        StringBuilder there = new StringBuilder("b 1\n");
        for (int i = 0; i < 30; i++) {
            there.append("a{i=\"").append(i).append("\"} 1\n");
        }
        assertThat(compare(there.toString(), "b 1\n")).isEqualTo(Comparison.MISSING);
        assertThat(printed()).contains("missing here: 30 series", "… and 10 more; --verbose shows all");
    }

    @Test
    void dashboards_and_rules_that_would_find_nothing_are_named() throws Exception {
        Path dashboard =
                write("d.json", "{\"panels\":[{\"title\":\"P\",\"targets\":[{\"refId\":\"A\",\"expr\":\"gone\"}]}]}");
        Path rules = write("r.yml", "groups:\n- name: g\n  rules:\n  - alert: X\n    expr: nobody > 1\n");
        assertThat(compare(PAGE, PAGE, List.of(dashboard), List.of(rules))).isEqualTo(Comparison.MISSING);
        assertThat(printed())
                .contains(
                        "asked for by dashboards or rules and not found here: 2 questions",
                        "  d.json: \"P\" A: gone: no such name here, nor there",
                        "  r.yml:4: X: nobody: no such name here, nor there");
    }

    @Test
    void files_that_cannot_be_read_are_said_before_anything_is_asked() throws Exception {
        Path broken = write("d.json", "{");
        Path yaml = write("r.yml", "groups: [\n");
        Path none = directory.resolve("none.json");
        assertThat(compare(PAGE, PAGE, List.of(broken), List.of())).isEqualTo(Comparison.UNREAD);
        assertThat(compare(PAGE, PAGE, List.of(none), List.of())).isEqualTo(Comparison.UNREAD);
        assertThat(compare(PAGE, PAGE, List.of(directory), List.of())).isEqualTo(Comparison.UNREAD);
        assertThat(compare(PAGE, PAGE, List.of(), List.of(yaml))).isEqualTo(Comparison.UNREAD);
        assertThat(said())
                .contains("d.json: not JSON", "none.json: is not there", "r.yml:", "not YAML")
                .doesNotContain("reading both");
    }

    @Test
    void a_file_that_asks_nothing_is_said_and_the_rest_is_compared() throws Exception {
        assertThat(compare(PAGE, PAGE, List.of(write("d.json", "{\"a\":1}")), List.of(write("r.yml", "a: 1\n"))))
                .isEqualTo(Comparison.UNREAD);
        assertThat(said()).contains("d.json: asks nothing of Prometheus", "r.yml: has no rule with expr");
        assertThat(printed()).contains("result: nothing is missing here");
    }

    @Test
    void a_page_without_an_end_is_not_read_on() throws Exception {
        byte[] line = "a_name_that_is_quite_long 1\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (ServedPage endless = ServedPage.answering(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!Thread.currentThread().isInterrupted()) {
                        exchange.getResponseBody().write(line);
                    }
                });
                ServedPage other = ServedPage.of(PAGE)) {
            PageAddress address = PageAddress.of("--compare", endless.url(), Optional.empty(), null, false);
            assertThat(run(new MetricsPage(address, Duration.ofSeconds(60)), page(other.url())))
                    .isEqualTo(Comparison.UNREAD);
        }
        assertThat(said()).contains("/metrics: the answer is longer than 16777216 bytes");
    }

    @Test
    void a_slow_page_is_not_waited_for() throws Exception {
        try (ServedPage slow = ServedPage.answering(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("a".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    new CountDownLatch(1).await();
                });
                ServedPage other = ServedPage.of(PAGE)) {
            PageAddress address = PageAddress.of("--compare", slow.url(), Optional.empty(), null, false);
            assertThat(run(new MetricsPage(address, Duration.ofSeconds(1)), page(other.url())))
                    .isEqualTo(Comparison.UNREAD);
        }
        assertThat(said()).contains("/metrics: no whole answer within 1 s");
    }

    @Test
    void a_reading_that_fails_later_is_left_out_and_said() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        try (ServedPage lame = ServedPage.answering(
                        exchange -> ServedPage.give(exchange, questions.getAndIncrement() == 1 ? 503 : 200, PAGE));
                ServedPage other = ServedPage.of(PAGE)) {
            assertThat(run(page(lame.url()), page(other.url()))).isZero();
        }
        assertThat(said()).contains("a reading left out: ", "answered HTTP 503");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | '' | give user and password",
                "404 | '' | is its path right?",
                "200 | <html> | no page of metrics: line 1 is no sample: <html>",
                "200 | '' | there is no series in it"
            })
    void what_is_no_page_is_said(int status, String body, String sentence) throws Exception {
        try (ServedPage other = ServedPage.answering(exchange -> ServedPage.give(exchange, status, body));
                ServedPage mine = ServedPage.of(PAGE)) {
            assertThat(run(page(other.url()), page(mine.url()))).isEqualTo(Comparison.UNREAD);
        }
        assertThat(said()).contains("/metrics: ", sentence);
    }

    @Test
    void a_port_where_nobody_listens_is_said() throws Exception {
        String url = "http://127.0.0.1:" + FreePort.next();
        assertThat(run(page(url), page(url))).isEqualTo(Comparison.UNREAD);
        assertThat(said()).contains(url + "/metrics: connection refused");
    }

    @Test
    void a_peer_that_closes_without_an_answer_is_said_in_words() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> closeEach(port), "closing");
            closing.setDaemon(true);
            closing.start();
            String url = "http://127.0.0.1:" + port.getLocalPort();
            assertThat(run(page(url), page(url))).isEqualTo(Comparison.UNREAD);
        }
        assertThat(said())
                .contains("/metrics: the connection was closed without an answer")
                .doesNotContain("parser");
    }

    private static void closeEach(ServerSocket port) {
        while (!port.isClosed()) {
            try (Socket socket = port.accept()) {
                socket.getInputStream().read(new byte[4096]);
            } catch (IOException e) {
                // the end of the test
                return;
            }
        }
    }

    private int compare(String there, String here) throws Exception {
        return compare(there, here, List.of(), List.of());
    }

    private int compare(String there, String here, List<Path> dashboards, List<Path> rules) throws Exception {
        try (ServedPage one = ServedPage.of(there);
                ServedPage other = ServedPage.of(here)) {
            return run(page(one.url()), page(other.url()), dashboards, rules);
        }
    }

    private int run(MetricsPage there, MetricsPage here) throws InterruptedException {
        return run(there, here, List.of(), List.of());
    }

    private int run(MetricsPage there, MetricsPage here, List<Path> dashboards, List<Path> rules)
            throws InterruptedException {
        return Comparison.run(there, here, 1, dashboards, rules, false, stream(printed), stream(said));
    }

    private static MetricsPage page(String url) {
        PageAddress address = PageAddress.of("--compare", url, Optional.empty(), null, false);
        return new MetricsPage(address, Duration.ofSeconds(20));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
