package io.github.homeexporter.start;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What the system says of the process: CPU, load, open files, under the names Micrometer's own binders have. Those ask the
 * kernel on the thread of the scrape, which waits for ever while a file of /proc hangs (a stopped lxcfs). Here each meter is
 * asked beside, with a deadline; one that does not answer has no value, and is not asked again until it has.
 */
final class ProcessMeters extends ServiceSupport {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final CamelContext context;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private ExecutorService workers;

    /** Micrometer's meters hold what they ask only weakly. */
    private Beside beside;

    ProcessMeters(CamelContext context) {
        this.context = context;
    }

    @Override
    protected void doStart() {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry == null) {
            return;
        }
        ofTheJvm(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            workers = context.getExecutorServiceManager().newCachedThreadPool(this, "process-meters");
            bind(registry, system);
        }
    }

    /** These ask the JVM alone. Camel would read an index of all of Micrometer's classes to find them. */
    private void ofTheJvm(MeterRegistry registry) {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ThreadMeters().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    @Override
    protected void doStop() {
        collections.close();
        if (workers != null) {
            context.getExecutorServiceManager().shutdownNow(workers);
        }
    }

    private void bind(MeterRegistry registry, UnixOperatingSystemMXBean system) {
        // last those that read files which hang together, when one does
        beside = new Beside(
                workers,
                System::nanoTime,
                system::getAvailableProcessors,
                system::getOpenFileDescriptorCount,
                system::getMaxFileDescriptorCount,
                system::getProcessCpuTime,
                system::getProcessCpuLoad,
                system::getCpuLoad,
                system::getSystemLoadAverage,
                () -> kilobytes("VmRSS:"),
                () -> kilobytes("VmSize:"));
        gauge(registry, 0, "system.cpu.count", "The number of processors available to the Java virtual machine");
        gauge(registry, 1, "process.files.open", "The open file descriptor count");
        gauge(registry, 2, "process.files.max", "The maximum file descriptor count");
        FunctionCounter.builder("process.cpu.time", beside, all -> all.value(3))
                .baseUnit("ns")
                .description("CPU time used by the Java virtual machine")
                .register(registry);
        asOthersHaveThem(registry);
        gauge(registry, 4, "process.cpu.usage", "Recent CPU use of the Java virtual machine");
        gauge(registry, 5, "system.cpu.usage", "Recent CPU use of the system");
        gauge(registry, 6, "system.load.average.1m", "Threads that run or could, averaged over a minute");
    }

    /** The names of Prometheus's own client libraries, which dashboards of any exporter ask for. */
    private void asOthersHaveThem(MeterRegistry registry) {
        FunctionCounter.builder("process.cpu", beside, all -> all.value(3) / 1e9)
                .baseUnit("seconds")
                .description("CPU time used by the process")
                .register(registry);
        gauge(registry, 1, "process.open.fds", "Files that are open");
        gauge(registry, 2, "process.max.fds", "Files that may be open");
        gauge(registry, 7, "process.resident.memory.bytes", "Memory of the process that is in RAM");
        gauge(registry, 8, "process.virtual.memory.bytes", "Memory the process has addresses for");
    }

    /** A line of /proc/self/status, in bytes; NaN without one. */
    private static double kilobytes(String key) {
        try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void gauge(MeterRegistry registry, int source, String name, String about) {
        Gauge.builder(name, beside, all -> all.value(source))
                .baseUnit(name.contains("files") ? "files" : null)
                .description(about)
                .register(registry);
    }

    /** Numbers that are asked for beside, all in one go; negative and late ones are none. */
    static final class Beside {
        /** Two outputs that read at once are told the same. */
        private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

        /** What an answer may take before the scrape goes on without it. */
        private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

        private final ExecutorService workers;
        private final LongSupplier nanos;
        private final DoubleSupplier[] sources;
        private final double[] last;
        /** The round that waits for a source, for ever perhaps: it is not asked again until that has an end. */
        private final Future<?>[] stuck;

        private long lastAt;

        Beside(ExecutorService workers, LongSupplier nanos, DoubleSupplier... sources) {
            this.workers = workers;
            this.nanos = nanos;
            this.sources = sources;
            this.last = new double[sources.length];
            this.stuck = new Future<?>[sources.length];
            this.lastAt = nanos.getAsLong() - FRESH;
        }

        /** NaN when there is no answer in time. */
        synchronized double value(int source) {
            long now = nanos.getAsLong();
            if (now - lastAt >= FRESH) {
                ask();
                lastAt = now;
            }
            return last[source];
        }

        private void ask() {
            Arrays.fill(last, Double.NaN);
            int from = 0;
            while (from < sources.length) {
                Round round = new Round(from);
                int late = late(round);
                System.arraycopy(round.answers, from, last, from, late - from);
                // what stands behind the late one is asked in a round of its own
                from = late + 1;
            }
        }

        /** Runs it. @return the first source that does not answer; behind the last when all do */
        private int late(Round round) {
            try {
                Future<?> running = workers.submit(round);
                try {
                    running.get(PATIENCE, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    round.left = true;
                    int at = round.at;
                    if (at < sources.length) {
                        stuck[at] = running;
                    }
                    return at;
                }
            } catch (ExecutionException | RejectedExecutionException e) {
                // it has no value
                return round.at;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return round.at;
        }

        /** The sources from one on, until one does not answer. */
        private final class Round implements Runnable {
            private final double[] answers = new double[sources.length];
            private final boolean[] skipped = new boolean[sources.length];
            private volatile int at;
            private volatile boolean left;

            Round(int from) {
                at = from;
                for (int i = from; i < sources.length; i++) {
                    skipped[i] = stuck[i] != null && !stuck[i].isDone();
                }
            }

            @Override
            public void run() {
                for (int i = at; i < sources.length && !left; i++) {
                    answers[i] = skipped[i] ? Double.NaN : answer(sources[i]);
                    // only now: what stands before it is read while this goes on
                    at = i + 1;
                }
            }
        }

        private static double answer(DoubleSupplier source) {
            try {
                double number = source.getAsDouble();
                return number < 0 ? Double.NaN : number;
            } catch (RuntimeException e) {
                return Double.NaN;
            }
        }
    }
}
