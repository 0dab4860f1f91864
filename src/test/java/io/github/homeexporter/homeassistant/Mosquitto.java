package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Mosquitto of our own: Debian's package, a free port of 127.0.0.1, nothing kept on disk. */
public final class Mosquitto implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    public final int port;
    private final Path folder;
    private final List<String> config = new ArrayList<>();
    private Process process;

    public Mosquitto(Path folder, String... config) throws IOException {
        demand("mosquitto", "mosquitto");
        this.folder = folder;
        this.port = FreePort.next();
        this.config.addAll(List.of("listener " + port + " 127.0.0.1", "persistence false", "user root"));
        this.config.addAll(config.length == 0 ? List.of("allow_anonymous true") : List.of(config));
    }

    /** Skips without the program, and fails where it must be there. */
    static void demand(String program, String debianPackage) {
        boolean there = Arrays.stream(
                        (System.getenv().getOrDefault("PATH", "") + ":/usr/sbin").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, program).canExecute());
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(there, program + " is not on the path; Debian's package " + debianPackage + " has it");
        }
        assertThat(there).as(program + " of Debian's package " + debianPackage).isTrue();
    }

    static String path(String program) {
        File sbin = new File("/usr/sbin", program);
        return sbin.canExecute() ? sbin.getPath() : program;
    }

    public Mosquitto start() throws IOException {
        Path file = folder.resolve("mosquitto-" + port + ".conf");
        Files.write(file, config);
        process = new ProcessBuilder(path("mosquitto"), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto-" + port + ".log").toFile())
                .start();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::listens);
        return this;
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        }
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
