package io.github.homeexporter.sample;

import io.github.homeexporter.sample.MetricFamily.FamilyView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A store whose time is moved by the test. */
final class TestStore {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final AtomicLong nanos = new AtomicLong();
    /** By how much the wall clock is off. */
    volatile Duration jump = Duration.ZERO;

    final SampleStore store;

    TestStore() {
        this(Limits.DEFAULT);
    }

    TestStore(Limits limits) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return START.plusNanos(nanos.get()).plus(jump);
            }
        };
        // as System.nanoTime does, the ticks begin anywhere
        store = new SampleStore(clock, () -> nanos.get() - 1_000_000_000_000L, limits);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    void passAndSweep(Duration time) {
        pass(time);
        store.sweep();
    }

    void push(String device, Samples samples) {
        publish(device, Duration.ZERO, false, samples);
    }

    void poll(String device, Duration interval, Samples samples) {
        publish(device, interval, false, samples);
    }

    void pollAll(String device, Duration interval, Samples samples) {
        publish(device, interval, true, samples);
    }

    private void publish(String device, Duration interval, boolean complete, Samples samples) {
        long now = START.plusNanos(nanos.get()).toEpochMilli();
        store.publish(new Batch(device, "thing", interval, complete, Naming.LEGACY, now, samples));
    }

    static Series gauge(String name, String... labels) {
        return Series.of(MetricFamily.gauge(name, "", ""), labels(labels));
    }

    static Map<String, String> labels(String... pairs) {
        return switch (pairs.length) {
            case 0 -> Map.of();
            case 2 -> Map.of(pairs[0], pairs[1]);
            default -> Map.of(pairs[0], pairs[1], pairs[2], pairs[3]);
        };
    }

    static Samples one(Series series, double value) {
        return new Samples().add(series, value);
    }

    /** The lines of the devices' series, without the program's own. */
    List<String> lines() {
        return store.families().stream()
                .filter(view -> !view.family().name().startsWith("home_exporter_"))
                .flatMap(view -> java.util.stream.IntStream.range(0, view.size())
                        .mapToObj(i -> view.series(i) + " " + view.value(i)))
                .toList();
    }

    /** The value of one of the program's own series, as its text names it. */
    Optional<Double> own(String text) {
        for (FamilyView view : store.families()) {
            for (int i = 0; i < view.size(); i++) {
                if (view.series(i).toString().equals(text)) {
                    return Optional.of(view.value(i));
                }
            }
        }
        return Optional.empty();
    }
}
