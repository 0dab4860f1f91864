package io.github.homeexporter.start;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What the system says of the process: CPU, load, open files, under the names Micrometer's own binders have. Those ask the
 * kernel on the thread of the scrape, which waits for ever while a file of /proc hangs (a stopped lxcfs). Here each meter is
 * asked beside, with a deadline; one that does not answer has no value, and is not asked again until it has.
 */
final class ProcessMeters extends ServiceSupport {
    private final CamelContext context;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private ExecutorService workers;

    /** Micrometer's counters hold what they ask only weakly. */
    private Beside cpuTime;

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
        new JvmThreadMetrics().bindTo(registry);
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
        gauge(
                registry,
                "system.cpu.count",
                "",
                "The number of processors available to the Java virtual machine",
                system::getAvailableProcessors);
        gauge(
                registry,
                "system.load.average.1m",
                "",
                "Threads that run or could, averaged over a minute",
                system::getSystemLoadAverage);
        gauge(registry, "system.cpu.usage", "", "Recent CPU use of the system", system::getCpuLoad);
        gauge(
                registry,
                "process.cpu.usage",
                "",
                "Recent CPU use of the Java virtual machine",
                system::getProcessCpuLoad);
        gauge(
                registry,
                "process.files.open",
                "files",
                "The open file descriptor count",
                system::getOpenFileDescriptorCount);
        gauge(
                registry,
                "process.files.max",
                "files",
                "The maximum file descriptor count",
                system::getMaxFileDescriptorCount);
        cpuTime = new Beside(workers, system::getProcessCpuTime, System::nanoTime);
        FunctionCounter.builder("process.cpu.time", cpuTime, Beside::value)
                .baseUnit("ns")
                .description("CPU time used by the Java virtual machine")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String unit, String about, DoubleSupplier source) {
        Beside beside = new Beside(workers, source, System::nanoTime);
        Gauge.builder(name, beside, Beside::value)
                .strongReference(true)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(about)
                .register(registry);
    }

    /** A number that is asked for beside; negative and late ones are none. */
    static final class Beside {
        /** Two outputs that read at once are told the same. */
        private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

        /** What an answer may take before the scrape goes on without it. */
        private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

        private final ExecutorService workers;
        private final DoubleSupplier source;
        private final LongSupplier nanos;
        private Future<Double> asked;
        private double last = Double.NaN;
        private long lastAt;

        Beside(ExecutorService workers, DoubleSupplier source, LongSupplier nanos) {
            this.workers = workers;
            this.source = source;
            this.nanos = nanos;
            this.lastAt = nanos.getAsLong() - FRESH;
        }

        /** NaN when there is no answer in time. */
        synchronized double value() {
            long now = nanos.getAsLong();
            if (asked != null && !asked.isDone()) {
                return Double.NaN;
            }
            if (now - lastAt < FRESH) {
                return last;
            }
            try {
                asked = workers.submit(source::getAsDouble);
                last = asked.get(PATIENCE, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
                last = Double.NaN;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                last = Double.NaN;
            }
            lastAt = now;
            last = last < 0 ? Double.NaN : last;
            return last;
        }
    }
}
