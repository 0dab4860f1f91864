package io.github.homeexporter.status;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.Selection.StatusQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the page shows of a large house: its first answer, a search, what it is told after, and a round of the history. With
 * {@code -bm ss -wi 0 -i 1} the very first answer of a program that was just started.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class PageBenchmark {
    private static final int DEVICES = 20;

    @Param({"1000", "50000"})
    int series;

    private final SampleStore store = new SampleStore();
    private final ChangeEvents told = new ChangeEvents();
    private final History history = new History();
    private StatusAnswer answer;
    private Samples moving;
    private long round;

    @Setup
    public void fill() {
        for (int device = 0; device < DEVICES; device++) {
            Samples samples = new Samples();
            for (int i = 0; i < series / DEVICES; i++) {
                MetricFamily family = MetricFamily.gauge("house_" + i % 50 + "_celsius", "celsius", "");
                samples.add(
                        Series.of(
                                family,
                                Map.of("room", "Room " + i % 30, "name", "Sensor " + i, "device", "d" + device)),
                        i);
            }
            publish("device" + device, samples);
            moving = samples;
        }
        answer = new StatusAnswer(new DefaultCamelContext(), store, Duration.ofMinutes(15), Clock.systemUTC());
    }

    private void publish(String device, Samples samples) {
        store.device(device, "house").up();
        store.publish(new Batch(
                device, "house", Duration.ofHours(1), true, Naming.LEGACY, System.currentTimeMillis(), samples));
    }

    private int length(String search) {
        StatusQuery query = query(search);
        int[] length = {0};
        answer.look(query, answer.facts()).json().forEachRemaining(piece -> length[0] += piece.length());
        if (length[0] > 200_000) {
            throw new IllegalStateException(length[0] + " characters");
        }
        return length[0];
    }

    private static StatusQuery query(String search) {
        return new StatusQuery("", "", search.isEmpty() ? List.of() : List.of(search), 0, 200);
    }

    /** As the page asks at first; one device has said something since. */
    @Benchmark
    public int first() {
        publish("device" + (DEVICES - 1), moving);
        return length("");
    }

    @Benchmark
    public int search() {
        return length("sensor 4711");
    }

    /** One device has said something since. */
    @Benchmark
    public int told() {
        publish("device" + (DEVICES - 1), moving);
        return told.event(answer.look(query(""), answer.facts()), round += 2_000)
                .length();
    }

    @Benchmark
    public long history() {
        history.round(store, round += 60_000);
        return history.bytes();
    }
}
