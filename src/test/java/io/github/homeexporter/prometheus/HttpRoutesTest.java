package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.Exposition.Format;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped HTTP routes behind a real server, asked by a real client. */
@Timeout(60)
class HttpRoutesTest extends ServedRoutes {
    private static double scrapes() {
        return store().self().numbers("home_exporter_scrapes_total").values().stream()
                .mapToDouble(n -> n)
                .sum();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    @Test
    void metrics_are_the_text_format_for_whoever_asks_for_nothing_special() throws Exception {
        HttpResponse<byte[]> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(header(answer, "vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        StrictPage page = StrictPage.read(text(answer), Format.TEXT);
        assertThat(page.families)
                .containsKeys("house_value_0", "home_exporter_device_up", "home_exporter_scrapes_total");
    }

    @Test
    void program_devices_and_series_are_json_at_status() throws Exception {
        HttpResponse<byte[]> answer = get("/status");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("application/json");
        assertThat(text(answer)).startsWith("{\"service\":{").contains("\"name\":\"house_value_0\",\"labels\":{");
        assertThat(text(get("/status?limit=1"))).contains("\"series_total\":2000,", "\"series_limit\":1,");
        assertThat(text(get("/status?search=value_7%20i%3D"))).doesNotContain("\"name\":\"house_value_0\"");
        assertThat(text(get("/status?format=isg"))).isEqualTo("{}\n");
        assertThat(get("/status?format=xml").statusCode()).isEqualTo(400);
        assertThat(text(get("/status?format=xml"))).contains("format=isg").doesNotContain("xml");
    }

    @Test
    void the_page_ends_with_what_the_program_says_of_camel_the_jvm_and_the_process() throws Exception {
        get("/metrics");
        for (Format format : Format.values()) {
            String accept = format == Format.TEXT ? "*/*" : "application/openmetrics-text";
            StrictPage page = StrictPage.read(text(get("/metrics", "Accept", accept)), format);
            assertThat(page.families.keySet()).anyMatch(name -> name.startsWith("camel_exchanges"));
            assertThat(page.families)
                    .containsKeys("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
        }
    }

    @Test
    void open_metrics_is_given_to_whoever_names_it() throws Exception {
        HttpResponse<byte[]> answer = get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
        assertThat(header(answer, "content-type"))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(StrictPage.read(text(answer), Format.OPENMETRICS).families).containsKey("home_exporter_scrapes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json",
                "image/png;q=0",
                "application/vnd.google.protobuf",
                ";;;,,=\"",
                "é"
            })
    void nobody_is_turned_away_for_what_he_accepts(String accept) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + accept + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("version=0.0.4", "house_value_0{");
        }
    }

    @Test
    void a_large_page_is_compressed_on_request() throws Exception {
        byte[] plain = get("/metrics").body();
        HttpResponse<byte[]> answer = get("/metrics", "Accept-Encoding", "gzip;q=0.5, br");
        assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
        assertThat(answer.body().length).isLessThan(plain.length / 4);
        StrictPage.read(new String(Pages.unzip(answer.body()), StandardCharsets.UTF_8), Format.TEXT);
    }

    @Test
    void head_has_the_headers_and_makes_no_page() throws Exception {
        double before = scrapes();
        HttpResponse<byte[]> answer = send(request("/metrics", "Accept-Encoding", "gzip", "Accept", "text/plain")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
        assertThat(scrapes()).isEqualTo(before);
    }

    @Test
    void the_process_is_healthy_and_ready() throws Exception {
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(text(get("/-/healthy"))).isEqualTo("ok\n");
        assertThat(get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(text(get("/-/ready"))).isEqualTo("ready\n");
    }

    @Test
    void healthz_follows_the_devices() throws Exception {
        HttpResponse<byte[]> up = get("/healthz");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(header(up, "content-type")).isEqualTo("application/json");
        assertThat(text(up)).contains("\"status\":\"healthy\"", "\"name\":\"thing\"", "\"state\":\"up\"");
        try {
            device().down("refused", "connection refused");
            HttpResponse<byte[]> down = get("/healthz");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(text(down)).contains("\"status\":\"unhealthy\"", "\"last_error\":\"connection refused\"");
            assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        } finally {
            device().up();
        }
    }

    @Test
    void whoever_has_the_answer_is_told_so() throws Exception {
        for (String path : new String[] {"/", "/page/page.js", "/status?device=nobody"}) {
            String tag = header(get(path), "etag");
            HttpResponse<byte[]> again = get(path, "If-None-Match", tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/page/page.js, text/javascript; charset=utf-8",
        "/page/ask.js, text/javascript; charset=utf-8",
        "/page/page.css, text/css; charset=utf-8",
        "/page/icon.svg, image/svg+xml"
    })
    void the_page_keeps_to_itself(String path, String type) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo(type);
        assertThat(header(answer, "content-security-policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
        assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(text(answer).replace("http://www.w3.org/", ""))
                .doesNotContain("http:", "https:", " style=", "onclick=");
    }
}
