package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.environment.Environment;
import io.github.homeexporter.host.table.Names;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

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
public record CollectorContext(
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
                own, environment, names, options, ticksPerSecond, anomalies, nanos, clock, kernel, commands, workers);
    }

    public Cgroup cgroup() {
        return Cgroup.of(files);
    }
}
