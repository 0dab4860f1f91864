package io.github.homeexporter.modbus;

import io.github.homeexporter.demo.isg.SimulatedModbus;
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

/**
 * What Modbus devices cost: the program reads simulated devices of another process, and the system says how much CPU time it took.
 * Arguments: devices, registers of each (1 to 125), seconds between two readings, seconds to measure.
 */
public final class ModbusDevicesCost {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** The first readings are spent on loading and compiling classes. */
    private static final long WARM_MILLIS = 60_000;

    private ModbusDevicesCost() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int registers = Integer.parseInt(args[1]);
        int interval = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        Path directory = Files.createTempDirectory("modbus-cost");
        List<SimulatedModbus> devices = new ArrayList<>();
        Process program = null;
        try {
            ModbusReadingBenchmark.registers(Files.createDirectories(directory.resolve("registers")), registers);
            StringBuilder routes = new StringBuilder();
            for (int i = 0; i < count; i++) {
                devices.add(new SimulatedModbus(ModbusReadingBenchmark.memory(registers, i)));
                routes.append(route("device" + i, devices.get(i).address(), interval));
            }
            Files.writeString(
                    Files.createDirectories(directory.resolve("routes")).resolve("bench.camel.yaml"), routes);
            int port = freePort();
            program = start(port, directory);
            waitForAll(count * registers, port);
            Thread.sleep(WARM_MILLIS);
            Duration before = cpu(program);
            Thread.sleep(seconds * 1000L);
            double millis = cpu(program).minus(before).toNanos() / 1e6;
            System.out.printf(
                    "%d devices with %d registers every %d s for %d s: %.2f %% of one core, %.2f ms of CPU time for a reading of all%n",
                    count, registers, interval, seconds, millis / (10.0 * seconds), millis * interval / seconds);
        } finally {
            if (program != null) {
                program.destroy();
                program.waitFor(10, TimeUnit.SECONDS);
            }
            for (SimulatedModbus device : devices) {
                device.close();
            }
        }
        System.exit(0);
    }

    private static String route(String name, String address, int interval) {
        return """
            - route:
                id: %1$s
                from:
                  uri: "modbus:%2$s"
                  parameters: { registers: "registers/bench.csv", name: %1$s, interval: "%3$ds" }
                  steps:
                    - to: "direct:publish"
            """.formatted(name, address, interval);
    }

    private static Process start(int port, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.homeexporter.HomeExporter");
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().put("HOST_ENABLED", "false");
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private static void waitForAll(int series, int port) throws Exception {
        HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (int second = 0; second < 120; second++) {
            Thread.sleep(1000);
            try {
                long there = CLIENT.send(metrics, BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith("bench_value_celsius{"))
                        .count();
                if (there == series) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open before the routes are
            }
        }
        throw new IllegalStateException("not all devices were there after two minutes");
    }

    private static Duration cpu(Process program) {
        return program.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
