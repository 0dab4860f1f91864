package io.github.homeexporter.comparison;

import io.github.homeexporter.comparison.series.Span;
import io.github.homeexporter.formats.MetricsText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Two pages, each read at the same moments.
 *
 * @param readings in which both answered
 * @param leftOut why others were left out, a line each
 */
public record BothPages(Span there, Span here, int readings, List<String> leftOut) {
    private static final int FEWEST = 3;
    private static final int MOST = 13;
    private static final int SECONDS_BETWEEN = 10;

    /** How often pages are read within a span of so many seconds: every ten seconds, at least three times. */
    public static int readings(int seconds) {
        return Math.min(MOST, Math.max(FEWEST, seconds / SECONDS_BETWEEN + 1));
    }

    /** @throws IOException when one of both cannot be read at the first time, in a sentence */
    public static BothPages read(MetricsPage there, MetricsPage here, Duration span, int readings)
            throws IOException, InterruptedException {
        Span old = new Span();
        Span now = new Span();
        List<String> leftOut = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < readings; i++) {
            long due = start + span.toNanos() * i / (readings - 1);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            long asked = System.nanoTime();
            CompletableFuture<HttpResponse<String>> first = there.begin();
            CompletableFuture<HttpResponse<String>> second = here.begin();
            try {
                MetricsText one = there.end(first, asked);
                MetricsText other = here.end(second, asked);
                old.add(one);
                now.add(other);
            } catch (IOException e) {
                if (i == 0) {
                    throw e;
                }
                leftOut.add(e.getMessage());
            } finally {
                second.cancel(true);
            }
        }
        return new BothPages(old, now, readings - leftOut.size(), leftOut);
    }
}
