package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/** Takes a reading at once and then every interval, on a thread of its own; each is one message. */
class ProxmoxConsumer extends DefaultConsumer {
    /** For a reading under way, so that it does not call the device up after it was stopped. */
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private final ProxmoxEndpoint endpoint;
    private final ProxmoxOptions options;
    private Device device;
    private ScheduledExecutorService timer;
    private ScheduledFuture<?> readings;
    private ExecutorService pipes;
    private ProxmoxPoller poller;
    private long lastGoodMillis;

    ProxmoxConsumer(ProxmoxEndpoint endpoint, Processor processor, ProxmoxOptions options) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.options = options;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        device = SamplesComponent.store(endpoint.getCamelContext()).device(options.name(), ProxmoxEndpoint.KIND);
        device.connecting();
        ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
        pipes = threads.newCachedThreadPool(this, "proxmox-commands");
        timer = threads.newSingleThreadScheduledExecutor(this, "proxmox");
        readings = timer.scheduleAtFixedRate(this::cycle, 0, options.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (timer != null) {
            ExecutorServiceManager threads = endpoint.getCamelContext().getExecutorServiceManager();
            readings.cancel(true);
            threads.shutdownNow(timer);
            threads.shutdownNow(pipes);
            threads.awaitTermination(timer, STOP_WAIT.toMillis());
            timer = null;
            pipes = null;
        }
        poller = null;
        if (device != null) { // never started in a context that only tries a route
            device.stopped();
        }
        super.doStop();
    }

    /** Never throws: that would end the schedule. */
    private void cycle() {
        try {
            if (poller == null) { // with the first reading, off the thread that starts the route: it reads files
                poller = new ProxmoxPoller(options, System.getenv(), pipes);
            }
            ProxmoxPoller.Reading reading = poller.poll(device);
            if (reading.complete()) {
                lastGoodMillis = System.currentTimeMillis();
            }
            if (reading.samples().size() > 0) {
                publish(reading.samples(), reading.complete());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            device.down("failed", "a reading failed: " + e);
            getExceptionHandler().handleException(e);
        }
    }

    /** What is not complete takes nothing away: guests stay for three intervals, as with any device that is down. */
    private void publish(Samples samples, boolean complete) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getMessage()
                .setBody(new Batch(
                        options.name(),
                        ProxmoxEndpoint.KIND,
                        options.interval(),
                        complete,
                        options.naming(),
                        lastGoodMillis,
                        samples));
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
