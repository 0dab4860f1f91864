package io.github.homeexporter.tapo;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What many plugs cost: the packaged program reads simulated plugs of another process every 15 s, and the system says how
 * much CPU time it took. Arguments: plugs, seconds to measure.
 */
public final class PlugsCost {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private PlugsCost() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        List<SimulatedPlug> plugs = new ArrayList<>();
        Path directory = Files.createTempDirectory("plugs-cost");
        Process program = null;
        try {
            for (int i = 0; i < count; i++) {
                plugs.add(new SimulatedPlug(PlugModel.P110, "plug " + i, i));
            }
            int port = freePort();
            program = start(plugs, port, directory);
            waitForAll(count, port);
            // the first cycles are spent on loading and compiling classes
            Thread.sleep(60_000);
            Duration before = cpu(program);
            Thread.sleep(seconds * 1000L);
            double percent = 100.0 * cpu(program).minus(before).toMillis() / (seconds * 1000.0);
            System.out.printf(
                    "%d plugs every 15 s for %d s: %.2f %% of one core, %s threads%n",
                    count, seconds, percent, threads(program));
        } finally {
            if (program != null) {
                program.destroy();
                program.waitFor(10, TimeUnit.SECONDS);
            }
            for (SimulatedPlug plug : plugs) {
                plug.unplug();
            }
        }
        System.exit(0);
    }

    private static Process start(List<SimulatedPlug> plugs, int port, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "home-exporter.jar").toAbsolutePath().toString());
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().put("HOST_ENABLED", "false");
        builder.environment().put("TAPO_DISCOVERY", "false");
        builder.environment().put("TAPO_INTERVAL", "15s");
        builder.environment().put("TAPO_USERNAME", SimulatedPlug.ACCOUNT.username());
        builder.environment().put("TAPO_PASSWORD", SimulatedPlug.ACCOUNT.password());
        builder.environment()
                .put(
                        "TAPO_PLUG_DEVICES",
                        plugs.stream().map(SimulatedPlug::address).collect(Collectors.joining(",")));
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private static void waitForAll(int count, int port) throws Exception {
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (int second = 0; second < 120; second++) {
            Thread.sleep(1000);
            try {
                long there = CLIENT.send(metrics, BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith("current_consumption{"))
                        .count();
                if (there == count) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open before the routes are
            }
        }
        throw new IllegalStateException("not all plugs were there after two minutes");
    }

    private static Duration cpu(Process program) {
        return program.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private static String threads(Process program) throws IOException {
        Path status = Path.of("/proc", Long.toString(program.pid()), "status");
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
}
