package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.http.Authorization.BasicCredentials;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The events of the page on a real socket: who gets them, how many may, and what becomes of one who does not read. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class LiveFeedTest extends OpenedPort {
    private void publish(String device, Series series, double value) {
        publish(device, new Samples().add(series, value));
    }

    private void publish(String device, Samples samples) {
        SampleStore store = SamplesComponent.store(context);
        store.device(device, "kind").up();
        store.publish(new Batch(
                device, "kind", Duration.ofHours(1), true, Naming.LEGACY, System.currentTimeMillis(), samples));
    }

    private static Series flow() {
        return Series.of(MetricFamily.gauge("flow_celsius", "celsius", ""));
    }

    /** What is listened to, line by line. */
    private final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Listener(String target, String... headers) throws IOException {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.port));
            socket.setSoTimeout(60_000);
            String head = "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + String.join("", headers) + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String until(String begin) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(begin)) {
                    return line;
                }
            }
            return "the connection ended";
        }

        /** Behind what was on its way. */
        void assertEnded() throws IOException {
            try {
                assertThat(until("no such line")).isEqualTo("the connection ended");
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void what_changes_is_told_as_it_changes() throws Exception {
        start();
        publish("pump", flow(), 21);
        try (Listener page = new Listener("/events?search=flow")) {
            assertThat(page.until("HTTP/1.1")).contains("200");
            assertThat(page.until("event:")).isEqualTo("event: status");
            assertThat(page.until("data:")).contains("\"flow_celsius\"", "\"value\":21,");
            publish("pump", flow(), 22.5);
            assertThat(page.until("event: change")).isNotEmpty();
            assertThat(page.until("data:")).contains("\"values\":{\"pump\":[[0,22.5,");
        }
    }

    /** As one who types into the search: he leaves and comes again with each letter. */
    @Test
    void who_comes_and_goes_is_not_looked_after_more_often() throws Exception {
        start();
        publish("pump", flow(), 21);
        for (int i = 0; i < 30; i++) {
            try (Listener page = new Listener("/events")) {
                assertThat(page.until("event:")).isEqualTo("event: status");
            }
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
        }
        try (Listener page = new Listener("/events")) {
            page.until("event: quiet");
            int quiet = 0;
            // every 800 ms; a slow machine has fewer of them
            for (long end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; quiet++) {
                page.until("event: quiet");
            }
            assertThat(quiet).isLessThan(8);
        }
    }

    @Test
    void it_does_not_count_as_a_request_and_outlives_the_time_of_one() throws Exception {
        ports.maxRequests = 1;
        ports.requestTimeout = Duration.ofSeconds(1);
        start();
        publish("pump", flow(), 21);
        try (Listener page = new Listener("/events")) {
            assertThat(page.until("event: status")).isNotEmpty();
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            // it would have ended after a second
            assertThat(page.until("event: quiet")).isEqualTo("event: quiet");
        }
        assertThat(refused("timeout")).isZero();
    }

    @Test
    void too_many_are_turned_away_and_asked_to_poll() throws Exception {
        start();
        List<Listener> all = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                Listener page = new Listener("/events");
                all.add(page);
                page.until("event: status");
            }
            HttpResponse<String> answer = get("/events");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("60");
            assertThat(answer.body()).contains("ask /status");
            assertThat(refused("events")).isEqualTo(1);
        } finally {
            for (Listener page : all) {
                page.close();
            }
        }
        Awaitility.await().untilAsserted(() -> {
            try (Listener page = new Listener("/events")) {
                assertThat(page.until("HTTP/1.1")).contains("200");
            }
        });
    }

    @Test
    void one_who_does_not_read_is_cut_off_and_nobody_waits_for_him() throws Exception {
        start();
        try (Listener deaf = new Listener("/events")) {
            assertThat(deaf.until("HTTP/1.1")).contains("200");
            String large = "x".repeat(200);
            Awaitility.await().atMost(Duration.ofSeconds(100)).untilAsserted(() -> {
                Samples others = new Samples();
                for (int i = 0; i < 900; i++) {
                    others.add(
                            Series.of(
                                    MetricFamily.gauge("v", "", ""),
                                    Map.of("text", large + i, "at", "" + System.nanoTime())),
                            i);
                }
                publish("churn", others);
                assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
                assertThat(refused("slow")).isEqualTo(1);
            });
            deaf.assertEnded();
        }
    }

    @Test
    void an_event_that_would_take_too_much_of_the_heap_is_not_sent() throws Exception {
        start();
        Samples many = new Samples();
        for (int i = 0; i < 900; i++) {
            Map<String, String> labels = new HashMap<>();
            for (int label = 0; label < 4; label++) {
                labels.put("text" + label, "x".repeat(200) + i);
            }
            many.add(Series.of(MetricFamily.gauge("v", "", ""), labels), i);
        }
        publish("large", many);
        try (Listener page = new Listener("/events", "Connection: close\r\n")) {
            assertThat(page.until("HTTP/1.1")).contains("200");
            assertThat(page.until("event:")).isEqualTo("the connection ended");
        }
        assertThat(refused("events")).isEqualTo(1);
    }

    @Test
    void it_is_guarded_as_the_data_it_shows() throws Exception {
        ports.basic = new BasicCredentials("anna", "secret");
        start();
        assertThat(get("/events").statusCode()).isEqualTo(401);
        String who = Base64.getEncoder().encodeToString("anna:secret".getBytes(StandardCharsets.US_ASCII));
        try (Listener page = new Listener("/events", "Authorization: Basic " + who + "\r\n")) {
            assertThat(page.until("HTTP/1.1")).contains("200");
        }
    }

    @Test
    void a_wrong_parameter_is_400_and_without_its_route_there_is_nothing() throws Exception {
        start();
        assertThat(get("/events?limit=5000").statusCode()).isEqualTo(400);
        assertThat(get("/events?limit=5000").body()).contains("allowed: 0 to 1000");
        HttpResponse<String> head = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.port + "/events"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
        context.getRouteController().stopRoute("http-events");
        context.removeRoute("http-events");
        assertThat(get("/events").statusCode()).isEqualTo(404);
    }

    @Test
    void what_a_series_was_is_asked_for_by_its_name_on_the_page_of_metrics() throws Exception {
        start();
        publish("pump", flow(), 21);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        get("/history?device=pump&series=flow_celsius").body())
                .contains("\"every_seconds\":60", "\"whole\":true", "\"values\":[21]"));
        assertThat(get("/history?device=pump&series=nothing").statusCode()).isEqualTo(404);
        assertThat(get("/history").statusCode()).isEqualTo(404);
    }
}
