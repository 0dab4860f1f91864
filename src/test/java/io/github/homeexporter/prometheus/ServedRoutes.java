package io.github.homeexporter.prometheus;

import io.github.homeexporter.net.FreePort;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The shipped routes behind a port, with a house of 2,000 series. */
@ResourceLock("served routes")
abstract class ServedRoutes {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static Main main;
    static int port;

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

    static CamelContext context() {
        return main.getCamelContext();
    }

    static SampleStore store() {
        return SamplesComponent.store(context());
    }

    static Device device() {
        return store().device("thing", "thing");
    }

    static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers));
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
