package io.github.homeexporter.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Prometheus on a free port of 127.0.0.1, with the rules that ship, scraping one program every second. */
public final class RealPrometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final Path log;
    private final int port;

    private RealPrometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Rules are evaluated every second, whatever their files say, for a test cannot wait for minutes. */
    public static RealPrometheus scraping(int target, Path directory) throws IOException {
        Path rules = Files.createDirectories(directory.resolve("rules"));
        try (Stream<Path> files = Files.list(Path.of("deploy/prometheus/rules"))) {
            for (Path file : files.toList()) {
                String hurried = Files.readString(file).replaceAll("(?m)^( +interval:) \\d+m$", "$1 1s");
                Files.writeString(rules.resolve(file.getFileName()), hurried);
            }
        }
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
                rule_files: [ "rules/*.rules.yaml" ]
                scrape_configs:
                  - job_name: home-exporter
                    static_configs: [ { targets: [ "127.0.0.1:%d" ] } ]
                """.formatted(target));
        int port = FreePort.next();
        Path log = directory.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RealPrometheus(process, log, port);
    }

    /** What it has of an expression now; empty when it has nothing or is not ready. */
    public JsonNode now(String expr) throws IOException, InterruptedException {
        return ask("query?query=" + encoded(expr));
    }

    /** What it has of an expression second by second, over the last minute. */
    public JsonNode lastMinute(String expr) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() / 1000;
        return ask("query_range?query=" + encoded(expr) + "&start=" + (end - 60) + "&end=" + end + "&step=1");
    }

    /** Groups of rules with the health of each. */
    public JsonNode rules() throws IOException, InterruptedException {
        return get("rules").path("data").path("groups");
    }

    /** The names of all series it has. */
    public List<String> names() throws IOException, InterruptedException {
        return JSON.convertValue(
                get("label/__name__/values").path("data"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private JsonNode ask(String query) throws IOException, InterruptedException {
        JsonNode answer = get(query);
        if (answer.path("status").asText().equals("error")) {
            throw new IllegalArgumentException(answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus has ended:\n" + Files.readString(log));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            boolean starting = answer.statusCode() == 503;
            return starting ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (ConnectException e) {
            return JSON.missingNode(); // it does not even listen yet
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
