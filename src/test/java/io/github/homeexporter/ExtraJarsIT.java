package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component the program does not bring along works when its jars lie in {@code extra/} of the unzipped distribution. */
class ExtraJarsIT {
    @TempDir
    Path folder;

    @Test
    void the_start_script_takes_the_jars_in_extra() throws Exception {
        Path home = unzip();
        Path work = Files.createDirectories(folder.resolve("work/routes")).getParent();
        Files.copy(Path.of("examples/routes/kafka.camel.yaml"), work.resolve("routes/publish.camel.yaml"));
        Files.writeString(work.resolve("application.properties"), "kafka.brokers=127.0.0.1:1\n");
        assertThat(check(home, work)).contains("kafka", "exit 1");

        Path extra = Files.createDirectories(home.resolve("extra"));
        for (Class<?> one : new Class<?>[] {KafkaComponent.class, KafkaProducer.class}) {
            Path jar = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(jar, extra.resolve(jar.getFileName()));
        }
        assertThat(check(home, work)).contains("ok: ", "exit 0");
    }

    @Test
    void every_example_that_says_it_needs_no_jar_finds_its_components_in_what_ships() throws Exception {
        Path home = unzip();
        Path work = Files.createDirectories(folder.resolve("work/routes")).getParent();
        try (Stream<Path> examples = Files.list(Path.of("examples/routes"))) {
            for (Path example :
                    examples.filter(file -> !file.endsWith("kafka.camel.yaml")).toList()) {
                // whatever switches it on is not set here
                Files.writeString(
                        work.resolve("routes").resolve(example.getFileName()),
                        Files.readString(example).replaceAll("(?m)^ *precondition:.*\n", ""));
            }
        }
        assertThat(check(home, work)).contains("routes/esphome.camel.yaml").doesNotContain("no component");
    }

    private String check(Path home, Path work) throws Exception {
        Path log = folder.resolve("check.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home.resolve("home-exporter").toString(), "--check")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // no archive: this is not about a fast start
        builder.environment().put("HOME_EXPORTER_CACHE", "/dev/null/none");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process check = builder.start();
        assertThat(check.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(log) + "exit " + check.exitValue();
    }

    private Path unzip() throws IOException {
        try (ZipFile zip = new ZipFile("target/home-exporter-distribution.zip")) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path to = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, to);
                    }
                }
            }
            String root = zip.entries().nextElement().getName();
            return folder.resolve(root.substring(0, root.indexOf('/')));
        }
    }
}
