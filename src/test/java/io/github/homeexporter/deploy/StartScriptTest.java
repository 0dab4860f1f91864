package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the start script says of an installation that is not whole. */
@EnabledOnOs(OS.LINUX)
class StartScriptTest {
    @TempDir
    Path directory;

    private Path script;

    @BeforeEach
    void installed() throws IOException {
        script = directory.resolve("home-exporter");
        Files.copy(Path.of("src/distribution/home-exporter"), script);
    }

    @Test
    void a_java_home_without_a_java_is_named() throws Exception {
        assertThat(said("/nowhere"))
                .isEqualTo("home-exporter: there is no bin/java in JAVA_HOME=/nowhere; set it to the"
                        + " folder of a Java 17 or newer, or unset it\n");
    }

    @Test
    void a_part_that_is_missing_is_named() throws Exception {
        String java = System.getProperty("java.home");
        assertThat(said(java))
                .isEqualTo("home-exporter: " + directory.toRealPath() + "/home-exporter.jar is missing or"
                        + " cannot be read; copy the whole distribution\n");
        Files.writeString(directory.resolve("home-exporter.jar"), "");
        assertThat(said(java)).contains("/jvm.options is missing or cannot be read");
    }

    /** A Java that says how it was started, and makes what it is to make. */
    @Test
    void an_archive_is_used_until_the_program_or_the_build_of_java_is_another_and_its_making_is_the_first_to_go()
            throws Exception {
        Path java = directory.resolve("java");
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Files.writeString(java.resolve("bin/java"), """
                #!/bin/sh
                for word in "$@"; do
                    case $word in -XX:ArchiveClassesAtExit=*) cat /proc/self/oom_score_adj >"${word#*=}" ;; esac
                done
                echo "$@"
                """);
        assertThat(java.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("home-exporter.jar"), "one");
        Files.writeString(directory.resolve("jvm.options"), "");
        for (String change : new String[] {"", "jar", "java"}) {
            if (change.equals("jar")) {
                Files.writeString(directory.resolve("home-exporter.jar"), "two");
            } else if (change.equals("java")) {
                Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\nIMPLEMENTOR=\"B\"\n");
            }
            assertThat(started()).contains("-Xshare:auto").doesNotContain("SharedArchiveFile");
            await().atMost(Duration.ofSeconds(60)).until(() -> started().contains("-XX:SharedArchiveFile="));
            await().until(() -> Files.notExists(directory.resolve("cache/making")));
            assertThat(directory.resolve("cache/17.0.1.jsa")).hasContent("1000");
        }
    }

    private String started() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("HOME_EXPORTER_CACHE_DELAY", "0");
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("HOME_EXPORTER_CACHE");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private String said(String javaHome) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return said;
    }
}
