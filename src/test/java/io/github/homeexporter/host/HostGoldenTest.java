package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything a whole fake host says in its second cycle, against a file to be read by people; {@code -Dgolden.update=true} writes it anew. */
class HostGoldenTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "bare-metal, BOTH",
        "bare-metal, LEGACY",
        "lxc, BOTH",
        "docker, BOTH",
        "docker, STANDARD",
        "server, STANDARD"
    })
    void the_second_cycle_says_what_the_golden_file_says(String name, Naming naming) throws Exception {
        try (FakeHost host = new FakeHost(name, directory).naming(naming)) {
            host.poll();
            host.next();
            String text = text(host.samples()).replace(directory.toString(), "ROOT");
            Path golden = FakeHost.CASES
                    .resolve(name)
                    .resolve("expected-" + naming.name().toLowerCase(java.util.Locale.ROOT) + ".prom");
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(golden, text);
            }
            assertThat(text).isEqualTo(Files.readString(golden));
        }
    }

    private static String text(Samples samples) throws IOException {
        Map<String, String> families = new TreeMap<>();
        Map<String, Double> values = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            var family = samples.series(i).family();
            String series = samples.series(i).toString();
            families.put(
                    family.name(),
                    "# TYPE " + family.name() + " " + family.type().name().toLowerCase(java.util.Locale.ROOT) + "\n");
            boolean duration = family.name().endsWith("_collector_duration_seconds")
                    || family.name().startsWith("node_time_zone");
            assertThat(values.put(series, duration ? 0 : samples.value(i)))
                    .as("%s only once", series)
                    .isNull();
        }
        StringBuilder text = new StringBuilder();
        families.forEach((name, head) -> {
            text.append(head);
            values.forEach((series, value) -> {
                if (series.equals(name) || series.startsWith(name + "{")) {
                    text.append(series).append(' ').append(value).append('\n');
                }
            });
        });
        return text.toString();
    }
}
