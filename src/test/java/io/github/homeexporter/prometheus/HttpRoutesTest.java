package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped HTTP routes behind a real server, asked by a real client. */
@Timeout(60)
class HttpRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Main main;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = FreePort.next();
        main = new Main();
        Map.of(
                        "camel.main.routesIncludePattern", "file:routes/http.camel.yaml",
                        "camel.server.enabled", "true",
                        "camel.server.host", "127.0.0.1",
                        "camel.server.port", Integer.toString(port),
                        "camel.server.maxBodySize", "65536",
                        "camel.server.fileUploadEnabled", "false",
                        "http.token", "",
                        "camel.metrics.enabled", "true",
                        "camel.metrics.clearOnReload", "false",
                        "camel.metrics.binders", "class-loader,jvm-gc,jvm-memory,jvm-thread,uptime")
                .forEach(main::addInitialProperty);
        main.start();
        Pages.push(store(), Pages.house(2_000));
        device().up();
    }

    @AfterAll
    static void stop() {
        main.stop();
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
    void nobodyIsTurnedAwayForWhatHeAccepts(String accept) throws Exception {
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

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/healthz", "/-/healthy", "/-/ready"})
    void nothing_of_the_request_comes_back(String path) throws Exception {
        HttpResponse<byte[]> answer = get(
                path + "?X-Query=1&Content-Type=text/html",
                "X-Mine",
                "secret",
                "Cookie",
                "a=b",
                "Authorization",
                "Basic YTpi");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "x-query", "cookie", "authorization", "accept");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(text(answer)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/healthz", "/-/healthy", "/-/ready"})
    void only_get_and_head_are_allowed(String path) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            HttpResponse<byte[]> answer = send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                    .method(method, HttpRequest.BodyPublishers.ofString("a=b")));
            assertThat(answer.statusCode()).as(method).isIn(404, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/application.properties",
                "/pom.xml",
                "/routes/http.camel.yaml",
                "/./pom.xml",
                "/../pom.xml",
                "/%2e%2e/etc/passwd",
                "/metrics/../pom.xml",
                "//pom.xml",
                "/metrics/x",
                "/observe/metrics",
                "/page/",
                "/page/index.html",
                "/page/x/page.js",
                "/page/..%2fpage.js",
                "/page/build.properties",
                "/observe/health"
            })
    void any_other_path_is_not_found_and_no_file_is_served(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).doesNotContain("homeexporter", "platform-http", "root:");
    }

    @Test
    void a_body_that_comes_with_a_get_leaves_nothing_on_the_disk() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"evil.txt\"\r\n\r\nx\r\n--b--\r\n";
        HttpResponse<byte[]> answer = send(request("/healthz", "Content-Type", "multipart/form-data; boundary=b")
                .method("GET", HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isIn(200, 400, 413);
        Path uploads = Path.of("file-uploads");
        if (Files.exists(uploads)) {
            try (Stream<Path> files = Files.list(uploads)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void many_slow_readers_are_all_served_and_hold_up_nobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("house_value_19{");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
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
        "/page/page.css, text/css; charset=utf-8",
        "/page/icon.svg, image/svg+xml"
    })
    void thePageKeepsToItself(String path, String type) throws Exception {
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

    private static CamelContext context() {
        return main.getCamelContext();
    }

    private static SampleStore store() {
        return SamplesComponent.store(context());
    }

    private static Device device() {
        return store().device("thing", "thing");
    }

    private static double scrapes() {
        return store().self().numbers("home_exporter_scrapes_total").values().stream()
                .mapToDouble(n -> n)
                .sum();
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
