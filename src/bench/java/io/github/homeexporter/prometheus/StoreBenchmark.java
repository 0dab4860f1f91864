package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a value of a known series costs on its way into the store, alone and while another thread makes pages without pause.
 * The two of the group count whole batches of a hundred values: JMH has one number of operations for a group.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class StoreBenchmark {
    private static final int SERIES = 1_000;
    private static final int BATCH = 100;

    private SampleStore store;
    private Scrapes scrapes;
    private Batch[] batches;
    private int next;

    @Setup(Level.Iteration)
    public void fill() {
        Samples house = Pages.house(SERIES);
        store = new SampleStore();
        scrapes = new Scrapes(store, () -> null, System::nanoTime, Long.MAX_VALUE, 5_000, List::of);
        batches = new Batch[SERIES / BATCH];
        for (int b = 0; b < batches.length; b++) {
            Samples samples = new Samples(BATCH);
            for (int i = b * BATCH; i < (b + 1) * BATCH; i++) {
                samples.add(house.series(i), house.value(i));
            }
            batches[b] = new Batch("thing", "thing", Duration.ZERO, false, Naming.LEGACY, 1, samples);
            store.publish(batches[b]);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void update() {
        publish();
    }

    @Benchmark
    @Group("scraped")
    @GroupThreads(1)
    public void batchWhileScraped() {
        publish();
    }

    @Benchmark
    @Group("scraped")
    @GroupThreads(1)
    public long scrapeMeanwhile() throws Exception {
        try (PageStream page = scrapes.open(Format.TEXT, false)) {
            return page.length();
        }
    }

    private void publish() {
        store.publish(batches[next]);
        next = (next + 1) % batches.length;
    }
}
