package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the page takes while somebody does his worst. {@code -Dflood.scrapes=100} takes so many of each kind and prints them:
 * the table of docs/limits.md.
 */
final class ScrapeTimes {
    /** Of each kind; few, where only the order of magnitude is looked at. */
    static final int SCRAPES = Integer.getInteger("flood.scrapes", 2);

    private static final boolean MEASURED = System.getProperty("flood.scrapes") != null;
    /** Ten times what a scrape may take while one does his worst: other tests run beside this one. */
    private static final long GENEROUS = Duration.ofMillis(2500).toNanos();

    private static final long BETWEEN = Duration.ofMillis(100).toNanos();

    private int all;
    private int inTime;

    /** @param contains what must stand on the page each time */
    void take(String who, RunningProgram program, String... contains) throws IOException {
        List<Long> micros = new ArrayList<>();
        for (int scrape = 0; scrape < SCRAPES; scrape++) {
            LockSupport.parkNanos(BETWEEN);
            long begun = System.nanoTime();
            String page = program.get("/metrics");
            long nanos = System.nanoTime() - begun;
            assertThat(page).as(who).contains(contains);
            micros.add(nanos / 1_000);
            all++;
            inTime += nanos < GENEROUS ? 1 : 0;
        }
        if (MEASURED) {
            Collections.sort(micros);
            String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
            String line = "| %s | %d | %d | %s |"
                    .formatted(who, micros.get(micros.size() / 2) / 1_000, micros.get(micros.size() - 1) / 1_000, load);
            System.out.println(line);
        }
    }

    /** Most of them; one may stand behind other tests. */
    void assertInTime() {
        assertThat(inTime).as("of " + all + " in time").isGreaterThan(all / 2);
    }
}
