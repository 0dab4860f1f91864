package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
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
}
