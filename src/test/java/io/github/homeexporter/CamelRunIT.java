package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run} as the README shows it: its own command line, in a folder with nothing but routes, rules and settings. */
@Timeout(600)
class CamelRunIT {
    private static final Path PARTS = Path.of("src/test/camel-run").toAbsolutePath();
    private static final Pattern COMMAND = Pattern.compile("```shell\\n(.*?camel run .*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static Path repository;

    @BeforeAll
    static void a_command_camel_and_the_folder() throws Exception {
        for (String part : List.of("routes", "rules", "registers")) {
            Files.createDirectories(folder.resolve(part));
            try (Stream<Path> files = Files.list(Path.of(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
        repository = besideTheUsers();
        Path classPath = folder.resolve("class-path");
        maven(
                "-f",
                PARTS.resolve("pom.xml").toString(),
                "-Dcamel.version=" + camelVersion(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + classPath);
        // what mvn install does at its end, with the jar that this build made
        maven(
                "install:install-file",
                "-Dfile=" + RunningProgram.JAR,
                "-DpomFile=" + Path.of("pom.xml").toAbsolutePath());
        Path camel = Files.createDirectories(folder.resolve("bin")).resolve("camel");
        Files.writeString(
                camel,
                "#!/bin/sh\nexec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Dmaven.repo.local=%s' -cp '%s' '%s' \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                repository,
                                Files.readString(classPath).strip(),
                                PARTS.resolve("Camel.java")));
        assertThat(camel.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void the_readmes_command_runs_the_shipped_routes_without_main() throws Exception {
        Matcher block = COMMAND.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).as("the README shows camel run").isTrue();
        int port = FreePort.next();
        String command =
                block.group(1).replace("mvn -q -DskipTests install", ":").replace("9504", String.valueOf(port));
        assertThat(command).contains("--port=" + port);
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90)) {
            Process run = start(command, "LUX_ADDRESS", pump.address());
            try {
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> !run.isAlive() || page(port).contains("\nluxtronik_temperaturen{attr="));
                assertThat(run.isAlive()).as(log("run.log")).isTrue();
                assertThat(page(port))
                        .contains("home_exporter_device_up{device=\"luxtronik\",kind=\"luxtronik\"} 1")
                        .contains("\nnode_memory_MemTotal_bytes ");
            } finally {
                run.descendants().forEach(ProcessHandle::destroyForcibly);
                run.destroyForcibly();
            }
        }
    }

    @Test
    void an_edit_takes_effect_with_dev_as_the_page_says() throws Exception {
        Matcher block = COMMAND.matcher(Files.readString(Path.of("docs/camel-run.md")));
        String command = "";
        while (block.find()) {
            command = block.group(1).contains("--dev") ? block.group(1) : command;
        }
        assertThat(command).as("the page shows camel run --dev").isNotEmpty();
        int port = FreePort.next();
        Process run = start(command.replace("9504", String.valueOf(port)), "HOST_INTERVAL", "1s");
        try {
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> !run.isAlive() || page(port).contains("\nnode_load1 "));
            assertThat(run.isAlive()).as(log("run.log")).isTrue();
            Path file = folder.resolve("routes/host.camel.yaml");
            String before = Files.readString(file);
            Files.writeString(
                    folder.resolve("rules/host.yaml"),
                    "rules: [{ name: less, match: { metric: ^node_load1$ }, set: { drop: true } }]\n");
            Files.writeString(file, before.replace("# - to: { id: filter", "- to: { id: filter"));
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(page(port))
                    .doesNotContain("\nnode_load1 ")
                    .contains("\nnode_load5 "));
            Files.writeString(file, "- route: [");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(log("run.log")).contains("Error reloading"));
            Files.writeString(file, before);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(page(port)).contains("\nnode_load1 "));
        } finally {
            run.descendants().forEach(ProcessHandle::destroyForcibly);
            run.destroyForcibly();
        }
    }

    private static Process start(String command, String variable, String value) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put(variable, value);
        return builder.start();
    }

    private static void maven(String... arguments) throws Exception {
        String home = System.getProperty("maven.home", "");
        List<String> command = Stream.concat(
                        Stream.of(
                                home.isEmpty() ? "mvn" : home + "/bin/mvn",
                                "-B",
                                "-q",
                                "-ntp",
                                "-Dmaven.repo.local=" + repository),
                        Arrays.stream(arguments))
                .toList();
        Process maven = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("maven.log").toFile())
                .start();
        assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(log("maven.log")).isZero();
    }

    /** The local repository of this build, by links, with the program's own folder apart from it: nothing of ours gets into it. */
    private static Path besideTheUsers() throws IOException {
        Path given = Path.of(System.getProperty("maven.repo.local"));
        Path own = folder.resolve("repository");
        for (String part : List.of("", "io", "io/github")) {
            Path to = Files.createDirectories(own.resolve(part));
            try (Stream<Path> entries = Files.list(given.resolve(part))) {
                for (Path entry : entries.toList()) {
                    Path link = to.resolve(entry.getFileName());
                    if (!List.of("io", "io/github", "io/github/homeexporter")
                            .contains(own.relativize(link).toString())) {
                        Files.createSymbolicLink(link, entry);
                    }
                }
            }
        }
        return own;
    }

    private static String camelVersion() throws IOException {
        Matcher version =
                Pattern.compile("<camel.version>(.*)</camel.version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static String log(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static String page(int port) {
        try (InputStream body =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
