package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/bench} compiles and each benchmark runs once; how fast it is stands in docs/performance.md. */
class BenchmarksIT {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path folder;

    @Test
    void every_benchmark_compiles_and_runs() throws Exception {
        compile();
        Path log = folder.resolve("jmh.log");
        Process jmh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder + ":" + CLASS_PATH,
                        "org.openjdk.jmh.Main",
                        "-f",
                        "0",
                        "-bm",
                        "ss",
                        "-wi",
                        "0",
                        "-i",
                        "1",
                        "-p",
                        "series=1000",
                        "-p",
                        "scrapeEvery=1000",
                        "-p",
                        "values=64",
                        "-foe",
                        "true")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jmh.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            jmh.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(jmh.exitValue()).as(said).isZero();
        assertThat(said)
                .contains(
                        "GuestsBenchmark.",
                        "LoxoneBenchmark.",
                        "PageBenchmark.",
                        "RefreshBenchmark.",
                        "ScrapeBenchmark.");
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-cp",
                CLASS_PATH,
                "-processor",
                "org.openjdk.jmh.generators.BenchmarkProcessor",
                "-d",
                folder.toString()));
        try (Stream<Path> files = Files.walk(Path.of("src/bench/java"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        Path errors = folder.resolve("javac.log");
        try (var out = Files.newOutputStream(errors)) {
            int failed = ToolProvider.getSystemJavaCompiler().run(null, out, out, arguments.toArray(String[]::new));
            assertThat(failed).as(Files.readString(errors)).isZero();
        }
    }
}
