package io.github.homeexporter.host;

import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Debian's prometheus-node-exporter on a free port of this machine, with all its defaults. */
final class NodeExporter implements AutoCloseable {
    static final String PROGRAM = "prometheus-node-exporter";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Process process;

    private NodeExporter(Process process, String address) {
        this.process = process;
        request = HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    /** @param arguments besides its address */
    static NodeExporter start(String... arguments) throws IOException {
        String address = "127.0.0.1:" + FreePort.next();
        List<String> command = new ArrayList<>(List.of(PROGRAM, "--web.listen-address=" + address));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TZ", "UTC");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        NodeExporter exporter = new NodeExporter(process, address);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !exporter.fetch()
                .isEmpty());
        return exporter;
    }

    String fetch() throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Values by series, written as ours are. */
    static Map<String, Double> parsed(String text) {
        Map<String, Double> values = new HashMap<>();
        for (String line : text.split("\n")) {
            int blank = line.lastIndexOf(' ');
            if (!line.startsWith("#") && blank > 0) {
                // an empty label is no label
                String series = line.substring(0, blank).replaceAll("[a-z_]+=\"\",?", "");
                values.put(series, Double.parseDouble(line.substring(blank + 1)));
            }
        }
        return values;
    }

    /** CPU time of all its threads so far, nanoseconds (proc(5): schedstat). */
    long cpuNanos() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                sum += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ")[0]);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
