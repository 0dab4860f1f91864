package io.github.homeexporter.start;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Micrometer's own names for the JVM's threads. Its binder goes through all threads once for each of their six states. */
final class ThreadMeters implements MeterBinder {
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private long countedAt = System.nanoTime() - FRESH;

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "peak",
                "The peak live thread count since the Java virtual machine started or peak was reset",
                threads::getPeakThreadCount);
        gauge(registry, "daemon", "The current number of live daemon threads", threads::getDaemonThreadCount);
        gauge(
                registry,
                "live",
                "The current number of live threads including both daemon and non-daemon threads",
                threads::getThreadCount);
        FunctionCounter.builder("jvm.threads.started", threads, ThreadMXBean::getTotalStartedThreadCount)
                .baseUnit("threads")
                .description("The total number of application threads started in the JVM")
                .register(registry);
        for (State state : State.values()) {
            Gauge.builder("jvm.threads.states", () -> count(state))
                    .baseUnit("threads")
                    .description("The current number of threads")
                    .tags("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
    }

    private static void gauge(MeterRegistry registry, String name, String about, Supplier<Number> count) {
        Gauge.builder("jvm.threads." + name, count)
                .baseUnit("threads")
                .description(about)
                .register(registry);
    }

    private synchronized int count(State state) {
        long now = System.nanoTime();
        if (now - countedAt >= FRESH) {
            countedAt = now;
            counts.clear();
            ThreadGroup all = Thread.currentThread().getThreadGroup();
            while (all.getParent() != null) {
                all = all.getParent();
            }
            Thread[] each = new Thread[2 * all.activeCount() + 8];
            int found = all.enumerate(each);
            for (int i = 0; i < found; i++) {
                counts.merge(each[i].getState(), 1, Integer::sum);
            }
        }
        return counts.getOrDefault(state, 0);
    }
}
