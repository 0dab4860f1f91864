package io.github.homeexporter;

import io.github.homeexporter.net.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar target/home-exporter.jar} in a directory of its own, with its output kept. */
final class RunningProgram implements AutoCloseable {
    static final Path JAR = Path.of("target/home-exporter.jar").toAbsolutePath();
    private static final Path OPTIONS = Path.of("src/distribution/jvm.options").toAbsolutePath();
    private static final Path ARCHIVE = archive();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Thread reader;
    final int port;

    private RunningProgram(Process process, int port) {
        this.process = process;
        this.port = port;
        reader = new Thread(this::read, "program-output");
        reader.setDaemon(true);
        reader.start();
    }

    static RunningProgram start(Path directory, Map<String, String> environment, String... options) throws IOException {
        return within("", directory, environment, options);
    }

    /** @param limit a command of a shell that it is started by, empty for none: {@code ulimit -n 64} */
    static RunningProgram within(String limit, Path directory, Map<String, String> environment, String... options)
            throws IOException {
        int port = FreePort.next();
        List<String> command = java("-XX:SharedArchiveFile=" + ARCHIVE);
        command.addAll(List.of(options));
        if (!limit.isEmpty()) {
            command.addAll(0, List.of("sh", "-c", limit + "; exec \"$0\" \"$@\""));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LUX_") || name.startsWith("HTTP_"));
        builder.environment().put("HTTP_ADDRESS", "127.0.0.1");
        builder.environment().put("HTTP_PORT", String.valueOf(port));
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start(), port);
    }

    /** As the start script does it. */
    private static List<String> java(String archive) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS,
                archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-jar",
                JAR.toString()));
    }

    /** Made once for all tests of a package, which takes less than what it saves them; a test beside this one waits for it. */
    private static Path archive() {
        Path archive = JAR.resolveSibling("home-exporter-tests.jsa");
        try (FileChannel one = FileChannel.open(
                        JAR.resolveSibling("home-exporter-tests.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = one.lock()) {
            if (held.isValid()
                    && (!Files.exists(archive)
                            || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(JAR)) < 0)) {
                Files.deleteIfExists(archive);
                List<String> command = java("-XX:ArchiveClassesAtExit=" + archive);
                command.add("--warm-up");
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                JAR.resolveSibling("home-exporter-tests.log").toFile())
                        .start()
                        .waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no archive of classes", e);
        }
        return archive;
    }

    /** The body, or an empty text while nobody answers. */
    String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The number of a series on the page now; NaN when it is not there. */
    double value(String series) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /** @param name of a signal, STOP for example */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    void terminate() {
        process.destroy();
    }

    /** As a machine that loses its power would. */
    void kill() {
        process.destroyForcibly();
    }

    /** The exit code; fails when it has not ended by itself within that time. */
    int exit(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + longest + ":\n" + output());
        }
        reader.join(5_000);
        return process.exitValue();
    }

    private void read() {
        try (InputStream in = process.getInputStream()) {
            in.transferTo(output);
        } catch (IOException e) {
            // the process was ended in the middle of a line; what it said until then is kept
            output.writeBytes(new byte[] {'\n'});
        }
    }

    @Override
    public void close() {
        kill();
    }
}
