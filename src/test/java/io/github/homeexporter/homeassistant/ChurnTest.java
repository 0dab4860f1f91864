package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleMeters;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A device whose series have other names in every cycle: what hangs on the store keeps only what is there. */
class ChurnTest {
    private static final int SERIES = 100;
    private static final int CYCLES = 40;

    private final Bench bench = new Bench();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SampleMeters meters = new SampleMeters(bench.store);

    private void cycle(int number) {
        Samples samples = new Samples(SERIES);
        IntStream.range(0, SERIES)
                .forEach(i -> samples.add(
                        Series.of(
                                MetricFamily.gauge("churn_" + i % 10 + "_" + number + "_watts", "watts", ""),
                                Map.of("name", "of " + number + " " + i)),
                        i));
        bench.publish("churn", "churn", 15, samples);
        bench.pass(Duration.ofSeconds(15));
        meters.refresh();
    }

    private long retained() {
        return bench.broker.values().stream()
                .filter(payload -> !payload.isEmpty())
                .count();
    }

    @Test
    void ten_minutes_of_names_that_change_leave_nothing_behind() {
        meters.bindTo(registry);
        bench.open();
        bench.up("churn", "churn");
        IntStream.range(0, CYCLES).forEach(this::cycle);
        // those of the last three cycles are not given up yet
        assertThat(bench.store.samples("churn")).hasSizeLessThanOrEqualTo(4 * SERIES);
        assertThat(registry.getMeters()).hasSizeLessThan(5 * SERIES);
        assertThat(bench.publisher.entities()).isLessThanOrEqualTo(4 * SERIES + DeviceLedger.MOST_MISSING);
        assertThat(bench.publisher.waiting()).isLessThanOrEqualTo(bench.publisher.entities());
        assertThat(bench.store.self().faults()).isEmpty();
        long retained = retained();
        IntStream.range(CYCLES, 2 * CYCLES).forEach(this::cycle);
        assertThat(retained()).isLessThanOrEqualTo(retained + SERIES);
        bench.pass(Duration.ofMinutes(2));
        meters.refresh();
        assertThat(bench.store.samples("churn")).isEmpty();
        assertThat(registry.getMeters()).hasSizeLessThan(SERIES);
    }
}
