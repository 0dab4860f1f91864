package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's house for hours, scraped all the time: what lives after a full collection does not grow. Only by {@code -Psoak}. */
class HouseSoak {
    private static final int LOOKS = 60;
    private static final double MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    /** Bytes that live after a full collection, which asking for them is. */
    private static double live(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String total = text.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
        return Double.parseDouble(total.strip().split("\\s+")[2]);
    }

    /** Of the line that lies nearest to all points, by look. */
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }

    @Test
    void what_lives_does_not_grow() throws Exception {
        double hours = Double.parseDouble(System.getProperty("soak.hours", "8"));
        Duration between = Duration.ofMillis((long) (hours * 3_600_000 / LOOKS));
        List<Double> live = new ArrayList<>();
        try (RunningProgram program = RunningProgram.start(directory, Map.of(), "--demo")) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> program.get("/metrics").contains("luxtronik"));
            while (live.size() < LOOKS) {
                await().pollDelay(between).atMost(between.plusMinutes(1)).until(() -> !program.get("/metrics")
                        .isEmpty());
                live.add(live(program.pid()));
            }
        }
        // the first third of the time classes are loaded and caches filled
        List<Double> settled = live.subList(LOOKS / 3, LOOKS);
        assertThat(slope(settled) * settled.size()).as("growth of %s", settled).isLessThan(MEBIBYTE);
    }
}
