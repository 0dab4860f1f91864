package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cycle over all collectors in a round; each is one message. Outputs see the cycles counted, and may ask for one out of
 * turn; all run on the thread of the rounds, so there are never two.
 */
class HostConsumer extends PollingConsumer implements CollectionCycle {
    private static final Logger LOG = LoggerFactory.getLogger(HostConsumer.class);

    private final HostEndpoint endpoint;
    private final HostOptions options;
    private Device device;
    private ExecutorService workers;
    private volatile HostReader reader;
    private volatile Progress progress = new Progress(0, 0, 0, Set.of());

    HostConsumer(HostEndpoint endpoint, Processor processor, HostOptions options) {
        super(endpoint, processor, HostEndpoint.KIND, options.getName(), options.interval());
        this.endpoint = endpoint;
        this.options = options;
    }

    @Override
    protected boolean begin(Device host) {
        device = host;
        if (!Files.isDirectory(Path.of(options.getProcfs()))) {
            device.down(
                    "no_procfs",
                    "there is no " + options.getProcfs() + " on this system (" + System.getProperty("os.name")
                            + "), so nothing is collected: " + String.join(", ", options.collectors())
                            + "; these need Linux");
            return false;
        }
        workers = threads().newCachedThreadPool(this, "host-collect");
        progress = new Progress(0, 0, 0, Set.of());
        endpoint.getCamelContext().getRegistry().bind(cycleName(), CollectionCycle.class, this);
        return true;
    }

    @Override
    protected void abort() {
        endpoint.getCamelContext().getRegistry().unbind(cycleName());
        threads().shutdownNow(workers);
    }

    @Override
    protected void end() {
        reader = null;
    }

    @Override
    protected void round(Device host) throws Exception {
        cycle();
    }

    private String cycleName() {
        return "collectionCycle-" + options.getName();
    }

    private Collected cycle() throws Exception {
        long start = System.nanoTime();
        boolean worked = false;
        int metrics = 0;
        try {
            metrics = read();
            worked = reader.isUp();
            return new Collected(metrics, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            ended(worked, metrics, (System.nanoTime() - start) * 1e-9);
        }
    }

    private int read() throws Exception {
        HostReader host = reader;
        if (host == null) { // with the first reading, off the thread that starts the route: it reads files
            host = HostReader.open(
                    options,
                    System.getenv(),
                    new ProcessRunner(options.commands().programs(), workers, System::nanoTime),
                    workers);
            device.connected();
        }
        Samples samples = host.read();
        reader = host; // from now on it can be described: its collectors are made
        List<Lack> lacks = host.faults().entrySet().stream()
                .map(fault -> new Lack("collector", "collector " + fault.getKey() + ": " + fault.getValue()))
                .toList();
        if (host.isUp()) {
            device.lacks(lacks);
            device.up();
        } else {
            lacks.forEach(lack -> device.error(lack.reason(), lack.sentence()));
            device.down("collectors", "no collector works: " + host.faults());
        }
        emit(new Batch(
                options.getName(),
                HostEndpoint.KIND,
                options.interval(),
                true,
                options.getNaming(),
                System.currentTimeMillis(),
                samples));
        return samples.size();
    }

    private void ended(boolean worked, int metrics, double seconds) {
        Progress last = progress;
        HostReader host = reader;
        Set<String> failed = host == null ? Set.of() : Set.copyOf(host.faults().keySet());
        progress = new Progress(last.total() + 1, last.errors() + (worked ? 0 : 1), System.currentTimeMillis(), failed);
        LOG.atDebug()
                .addKeyValue("event_type", "metrics_collection")
                .addKeyValue("metrics_count", metrics)
                .addKeyValue("collection_time_seconds", seconds)
                .addKeyValue("errors", failed.size())
                .log("{}: {} samples in {} s", options.getName(), metrics, seconds);
    }

    @Override
    public Collected collect() throws InterruptedException, TimeoutException {
        ScheduledExecutorService thread = timer();
        if (thread == null || thread.isShutdown()) { // Camel's pools take what they will never run
            throw new IllegalStateException("the route is stopping");
        }
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Future<Collected> cycle;
        try {
            cycle = thread.submit(() -> {
                begun.complete(null);
                return cycle();
            });
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the route is stopping", e);
        }
        try {
            begun.get(limit().toMillis(), TimeUnit.MILLISECONDS);
            // collectors that hang are left behind at the limit; what comes on top is the way into the store
            Collected collected = cycle.get(2 * limit().toMillis(), TimeUnit.MILLISECONDS);
            HostReader host = reader;
            if (host != null && !host.isUp()) {
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
        return options.getName();
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
        HostReader host = reader;
        return host == null ? Map.of() : host.describe(options.collectors());
    }
}
