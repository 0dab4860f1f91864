package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code sh} block of the README is run, in its order, in a copy of the tree with what this build has built. */
class ReadmeIT {
    @TempDir
    Path copy;

    @Test
    void every_command_of_the_readme_works() throws Exception {
        copyTree();
        int port = FreePort.next();
        Process demo = null;
        try {
            int blocks = 0;
            for (String block : CommandBlocks.of(Path.of("README.md"))) {
                // the port of a machine that runs tests may be taken; and this very run has built it
                String commands = block.replace("localhost:9504", "127.0.0.1:" + port)
                        .replace("mvn -q -DskipTests package", "test -s target/home-exporter.jar");
                if (commands.contains("verify")) {
                    continue; // this very run
                }
                blocks++;
                if (commands.contains("--demo")) {
                    demo = start(commands, "demo.log", port);
                    Process running = demo;
                    await().atMost(Duration.ofMinutes(5)).until(() -> !running.isAlive() || answers(port));
                    assertThat(running.isAlive())
                            .as(Files.readString(copy.resolve("demo.log")))
                            .isTrue();
                } else {
                    Process process = start(commands, "block.log", port);
                    assertThat(process.waitFor(2, TimeUnit.MINUTES))
                            .as("ended: " + commands)
                            .isTrue();
                    assertThat(process.exitValue())
                            .as(commands + Files.readString(copy.resolve("block.log")))
                            .isZero();
                }
            }
            assertThat(blocks).isGreaterThanOrEqualTo(5);
        } finally {
            if (demo != null) {
                demo.descendants().forEach(ProcessHandle::destroyForcibly);
                demo.destroyForcibly();
            }
        }
    }

    @Test
    void it_stays_short() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void every_link_into_the_tree_leads_somewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                assertThat(target).as(page + " links to " + link.group(1)).exists();
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), docs)
                    .filter(p -> p.toString().endsWith(".md"))
                    .toList();
        }
    }

    private boolean answers(int port) {
        try {
            return java.net
                            .URI
                            .create("http://127.0.0.1:" + port + "/metrics")
                            .toURL()
                            .openStream()
                            .readAllBytes()
                            .length
                    > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Process start(String commands, String log, int port) throws IOException {
        return CommandBlocks.start(commands, copy, copy.resolve(log), Map.of("HTTP_PORT", String.valueOf(port)));
    }

    private void copyTree() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(""))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (file.startsWith("target") ? isBuilt(file) : !file.startsWith(".git")) {
                    Path to = copy.resolve(file.toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }

    private static boolean isBuilt(Path file) {
        return file.getNameCount() == 2 && file.toString().startsWith("target/home-exporter")
                || file.startsWith("target/lib");
    }
}
