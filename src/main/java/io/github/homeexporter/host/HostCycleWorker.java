package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.poll.CollectionCycle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's cycles as outputs see them: counted, and one out of turn for whoever asks. All run on the consumer's one
 * timer thread, so there are never two.
 */
final class HostCycleWorker implements CollectionCycle {
    private static final Logger LOG = LoggerFactory.getLogger(HostCycleWorker.class);

    private final HostOptions options;
    private final Supplier<HostReader> poller;
    private final Callable<Integer> reading;
    private final ExecutorService timer;
    private volatile Progress progress = new Progress(0, 0, 0, Set.of());

    /**
     * @param poller null before the first cycle
     * @param reading one cycle; gives the number of its samples
     */
    HostCycleWorker(
            HostOptions options, Supplier<HostReader> poller, Callable<Integer> reading, ExecutorService timer) {
        this.options = options;
        this.poller = poller;
        this.reading = reading;
        this.timer = timer;
    }

    /** One cycle, in turn or not; on the timer's thread. */
    Collected run() throws Exception {
        long start = System.nanoTime();
        boolean worked = false;
        int metrics = 0;
        try {
            metrics = reading.call();
            worked = poller.get().isUp();
            return new Collected(metrics, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            ended(worked, metrics, (System.nanoTime() - start) * 1e-9);
        }
    }

    private void ended(boolean worked, int metrics, double seconds) {
        Progress last = progress;
        HostReader host = poller.get();
        Set<String> failed = host == null ? Set.of() : host.faults().keySet();
        progress = new Progress(
                last.total() + 1, last.errors() + (worked ? 0 : 1), System.currentTimeMillis(), Set.copyOf(failed));
        LOG.atDebug()
                .addKeyValue("event_type", "metrics_collection")
                .addKeyValue("metrics_count", metrics)
                .addKeyValue("collection_time_seconds", seconds)
                .addKeyValue("errors", failed.size())
                .log("{}: {} samples in {} s", options.name(), metrics, seconds);
    }

    @Override
    public Collected collect() throws InterruptedException, TimeoutException {
        if (timer.isShutdown()) { // Camel's pools take what they will never run
            throw new IllegalStateException("the route is stopping");
        }
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Future<Collected> cycle;
        try {
            cycle = timer.submit(() -> {
                begun.complete(null);
                return run();
            });
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the route is stopping", e);
        }
        try {
            begun.get(limit().toMillis(), TimeUnit.MILLISECONDS);
            // collectors that hang are left behind at the limit; what comes on top is the way into the store
            Collected collected = cycle.get(2 * limit().toMillis(), TimeUnit.MILLISECONDS);
            if (!poller.get().isUp()) {
                throw new IllegalStateException("no collector works: " + String.join(", ", progress.failed()));
            }
            return collected;
        } catch (TimeoutException e) {
            cycle.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cycle failed: " + e.getCause(), e);
        }
    }

    @Override
    public String device() {
        return options.name();
    }

    @Override
    public Duration interval() {
        return options.interval();
    }

    @Override
    public Duration limit() {
        return options.cycleDeadline();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public List<String> enabled() {
        return options.collectors();
    }

    @Override
    public Map<String, Object> describe() {
        HostReader host = poller.get();
        return host == null
                ? Map.of()
                : HostDescription.of(host.environment(), options.collectors(), host.collectors());
    }
}
