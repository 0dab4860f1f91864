package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.Space;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/** Takes a reading at once and then every interval; each is one message. */
class HostConsumer extends DefaultConsumer {
    /** For a reading under way, so that it does not call the device up after it was stopped. */
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private final HostEndpoint endpoint;
    private final HostOptions options;
    private Device device;
    private ScheduledExecutorService timer;
    private ScheduledFuture<?> readings;
    private ExecutorService workers;
    private volatile HostReader poller;
    private HostCycleWorker cycles;

    HostConsumer(HostEndpoint endpoint, Processor processor, HostOptions options) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.options = options;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        device = SamplesComponent.store(endpoint.getCamelContext()).device(options.name(), HostEndpoint.KIND);
        device.connecting();
        if (!Files.isDirectory(Path.of(options.procfs()))) {
            device.down(
                    "no_procfs",
                    "there is no " + options.procfs() + " on this system (" + System.getProperty("os.name")
                            + "), so nothing is collected: " + String.join(", ", options.collectors())
                            + "; these need Linux");
            return;
        }
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        workers = threads.newCachedThreadPool(this, "host-collect");
        timer = threads.newSingleThreadScheduledExecutor(this, "host-timer");
        cycles = new HostCycleWorker(options, () -> poller, this::read, timer);
        endpoint.getCamelContext().getRegistry().bind(cycleName(), CollectionCycle.class, cycles);
        readings = timer.scheduleAtFixedRate(this::cycle, 0, options.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        if (timer != null) {
            endpoint.getCamelContext().getRegistry().unbind(cycleName());
            readings.cancel(true);
            threads.shutdownNow(timer);
            threads.shutdownNow(workers);
            threads.awaitTermination(timer, STOP_WAIT.toMillis());
            timer = null;
            workers = null;
        }
        poller = null;
        if (device != null) { // never started in a context that only tries a route
            device.stopped();
        }
        super.doStop();
    }

    private String cycleName() {
        return "collectionCycle-" + options.name();
    }

    /** Never throws: that would end the schedule. */
    private void cycle() {
        try {
            cycles.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            device.down("failed", "a reading failed: " + e);
            getExceptionHandler().handleException(e);
        }
    }

    /** Made with the first reading, off the thread that starts the route: it reads files. */
    private HostReader poller() {
        HostReader made = poller;
        if (made == null) {
            made = new HostReader(
                    options,
                    System.getenv(),
                    Space::ofKernel,
                    new ProcessRunner(options.commands().programs(), workers, System::nanoTime),
                    System::nanoTime,
                    Clock.systemUTC(),
                    workers);
            device.connected();
            poller = made;
        }
        return made;
    }

    private int read() throws Exception {
        HostReader host = poller();
        Samples samples = host.poll();
        host.faults().forEach((collector, fault) -> device.error("collector", collector + ": " + fault));
        if (host.isUp()) {
            device.up();
        } else {
            device.down("collectors", "no collector works: " + host.faults());
        }
        Exchange exchange = createExchange(false);
        exchange.getMessage()
                .setBody(new Batch(
                        options.name(),
                        HostEndpoint.KIND,
                        options.interval(),
                        true,
                        options.naming(),
                        System.currentTimeMillis(),
                        samples));
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
        return samples.size();
    }
}
