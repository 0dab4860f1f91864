package io.github.homeexporter;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program as a process of its own, in a folder of its own, and what the system says that it costs. */
public final class MeasuredProgram implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** The first readings are spent on loading and compiling classes. */
    private static final long WARM_MILLIS = 60_000;

    private final Process process;
    private final int port;

    /** Of this class path and as the start script starts it, with no device but those that the folder and the environment name. */
    public MeasuredProgram(Path folder, Map<String, String> environment) throws IOException {
        port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(Path.of("src/distribution/jvm.options")).stream()
                .filter(line -> line.startsWith("-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.github.homeexporter.HomeExporter"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().put("HOST_ENABLED", "false");
        process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Waits two minutes at most until the page has so many series of this name. */
    public MeasuredProgram awaitSeries(String name, long count) throws Exception {
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (int second = 0; second < 120; second++) {
            Thread.sleep(1000);
            try {
                long there = CLIENT.send(metrics, BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith(name + "{"))
                        .count();
                if (there == count) {
                    return this;
                }
            } catch (IOException notYet) {
                // the port is not open before the routes are
            }
        }
        throw new IllegalStateException("not all devices were there after two minutes");
    }

    /** Warms up for a minute; then the CPU time of so many seconds, in milliseconds. */
    public double cpuMillis(int seconds) throws InterruptedException {
        Thread.sleep(WARM_MILLIS);
        Duration before = cpu();
        Thread.sleep(seconds * 1000L);
        return cpu().minus(before).toNanos() / 1e6;
    }

    private Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** How many it has, where the system tells. */
    public String threads() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> line.substring(8).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
