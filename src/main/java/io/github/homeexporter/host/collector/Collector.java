package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One part of what is exported. Called by one thread at a time, though not always the same; reads files only through the
 * {@link HostFiles} it was given.
 */
public interface Collector {
    /**
     * Adds the samples of one cycle. Nothing to say is no fault: a machine without sensors has none.
     *
     * @throws IOException when a file is missing that every Linux has
     */
    void collect(Samples out) throws IOException, InterruptedException;

    /** Of the last cycle's series those that others wrote, and the file each stands in: one that is read here too is not theirs to tell. */
    default Map<Series, String> others() {
        return Map.of();
    }

    /**
     * What a collector is made from.
     *
     * @param files its own
     * @param ticksPerSecond USER_HZ
     * @param anomalies counts readings that cannot be
     * @param nanos monotonic nanoseconds
     * @param clock wall clock
     * @param kernel what is asked by a call
     * @param commands runs the few programs there are
     * @param workers for calls that may hang
     */
    record CollectorContext(
            HostFiles files,
            Environment environment,
            Names names,
            HostOptions options,
            double ticksPerSecond,
            LongAdder anomalies,
            LongSupplier nanos,
            Clock clock,
            Kernel kernel,
            CommandRunner commands,
            ExecutorService workers) {
        CollectorContext with(HostFiles own) {
            return new CollectorContext(
                    own,
                    environment,
                    names,
                    options,
                    ticksPerSecond,
                    anomalies,
                    nanos,
                    clock,
                    kernel,
                    commands,
                    workers);
        }

        public Cgroup cgroup() {
            return Cgroup.of(files);
        }
    }

    /** One of the files a collector reads. */
    @FunctionalInterface
    interface Source {
        void read() throws IOException;

        /** Reads all of them, though one cannot be read: none depends on another. The first failure is thrown at the end. */
        static void all(Source... sources) throws IOException {
            IOException first = null;
            for (Source source : sources) {
                try {
                    source.read();
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    /**
     * A collector and the files only it reads. When one of them hangs, another collector takes the seat that reads all but that
     * file, and the one that hangs is left to itself: so only what stands in that file is lost.
     */
    final class CollectorSeat {
        /** Threads a collector may lose; after that it is waited for. */
        private static final int MOST_LOST = 8;

        private final Function<HostFiles, Collector> maker;
        private final HostFiles roots;
        private final Set<String> lost = new ConcurrentSkipListSet<>();
        private volatile HostFiles files;
        private volatile Collector collector;

        /**
         * What a collector gave in a cycle.
         *
         * @param fault why it is not all, null when it is
         */
        public record Share(Samples samples, String fault) {}

        /** @param maker gives a collector that reads by the files it is given, and by no others */
        public CollectorSeat(Function<HostFiles, Collector> maker, HostFiles roots) {
            this.maker = maker;
            this.roots = roots;
        }

        /** Null until the first cycle, which makes it: it reads files for that. */
        public Collector collector() {
            return collector;
        }

        /** What it can tell now. */
        public Share collect() throws InterruptedException {
            Samples own = new Samples(64);
            try {
                if (collector == null) {
                    sit();
                }
                collector.collect(own);
            } catch (IOException e) {
                return new Share(own, sentence(e));
            }
            lost.retainAll(files.hung().paths());
            return new Share(own, lost.isEmpty() ? null : String.join(", ", lost) + " hangs");
        }

        /** Called while {@code stuck} does not return: what to do in its place, null to go on waiting. */
        public Callable<Share> instead(Future<Share> stuck, Duration patience) {
            if (files != null) {
                lost.retainAll(files.hung().paths());
            }
            String path = files != null && lost.size() < MOST_LOST ? files.leave(stuck, patience) : null;
            if (path == null) {
                return null;
            }
            lost.add(path);
            collector = null;
            return this::collect;
        }

        private void sit() {
            HostFiles own = roots.another();
            files = own;
            collector = maker.apply(own);
        }

        private static String sentence(Throwable failure) {
            return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        }
    }
}
