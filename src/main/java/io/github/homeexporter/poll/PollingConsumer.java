package io.github.homeexporter.poll;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a device at once and then by its {@link Rounds}, on one thread, so never twice at a time. How long a question may
 * take is the business of who asks it; how long the end of a round is waited for when the route stops is said here.
 */
public abstract class PollingConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(PollingConsumer.class);

    /** For a round under way, so that it does not call the device up after it was stopped. */
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private final String kind;
    private final String givenName;
    private final Duration interval;
    private LongSupplier ticks = System::nanoTime;
    private String name;
    private Device device;
    private Rounds rounds;
    private boolean begun;
    private volatile ScheduledExecutorService timer;

    /**
     * @param kind the device's kind, as in the store
     * @param name the device's name; null when the route's id is to say it
     */
    protected PollingConsumer(Endpoint endpoint, Processor processor, String kind, String name, Duration interval) {
        super(endpoint, processor);
        this.kind = kind;
        this.givenName = name;
        this.interval = interval;
    }

    /**
     * The id of the consumer's route. Behind {@code master:} a consumer is not told its route (camel-master makes it when it
     * takes the leadership), but has the route's processor.
     */
    public static String routeId(DefaultConsumer consumer) {
        if (consumer.getRouteId() != null) {
            return consumer.getRouteId();
        }
        return consumer.getEndpoint().getCamelContext().getRoutes().stream()
                .filter(route -> route.getProcessor() == consumer.getProcessor())
                .map(Route::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        consumer.getEndpoint().getEndpointUri() + " belongs to no route; give it a name (name=…)"));
    }

    /**
     * Makes what the rounds need; on the thread that starts the route, so without waiting for the device.
     *
     * @return false when there is nothing to ask, which it has told the device
     */
    protected abstract boolean begin(Device device) throws Exception;

    /** Asks once. What it throws takes the device down until a round goes well. */
    protected abstract void round(Device device) throws Exception;

    /** The route stops: ends a round under way that an interrupt alone does not end. */
    protected void abort() {}

    /** After the last round. */
    protected void end() {}

    /** What a device without a name of its own is called. */
    protected String nameOf(String route) {
        return route;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        name = givenName == null ? nameOf(routeId(this)) : givenName;
        device = SamplesComponent.store(getEndpoint().getCamelContext()).device(name, kind);
        device.connecting();
        timer = threads().newSingleThreadScheduledExecutor(this, kind.equals(name) ? kind : kind + "-" + name);
        rounds = new Rounds(interval, ticks);
        begun = begin(device);
        if (begun) {
            plan(Duration.ZERO);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (timer != null) { // never started in a context that only tries a route
            threads().shutdownNow(timer);
            if (begun) {
                abort();
            }
            threads().awaitTermination(timer, STOP_WAIT.toMillis());
            timer = null;
            if (begun) {
                end();
            }
            begun = false;
            device.stopped();
        }
        super.doStop();
    }

    /** The thread of the rounds: what runs on it never runs beside one. */
    protected final ScheduledExecutorService timer() {
        return timer;
    }

    /** Monotonic nanoseconds. */
    protected final LongSupplier ticks() {
        return ticks;
    }

    /** Before the start: another clock. */
    final void ticks(LongSupplier other) {
        ticks = other;
    }

    protected final ExecutorServiceManager threads() {
        return getEndpoint().getCamelContext().getExecutorServiceManager();
    }

    /** The device's, once the route has been started. */
    protected final String name() {
        return name;
    }

    /** Sends what was read through the route. */
    protected final void emit(Batch batch) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(batch);
        try {
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("error processing exchange", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void run() {
        try {
            round(device);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) { // an error would end the rounds without a word
            if (isRunAllowed()) {
                device.down("failed", "a reading failed: " + e);
                getExceptionHandler().handleException(e);
            }
        } finally {
            again();
        }
    }

    private void again() {
        long before = rounds.leftOut();
        Duration wait = rounds.untilNext();
        if (rounds.leftOut() > before) {
            LOG.debug("{}: a round took too long, {} left out", name, rounds.leftOut() - before);
        }
        plan(wait);
    }

    private void plan(Duration wait) {
        ScheduledExecutorService thread = timer;
        if (thread == null || !isRunAllowed()) {
            return;
        }
        try {
            var unused = thread.schedule(this::run, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // stopped in between
        }
    }

    /**
     * When a device is asked: at whole intervals from the first round on. Rounds whose time has passed are left out and never
     * caught up: a device that was slow would be asked without a pause just when it comes to itself.
     */
    public static final class Rounds {
        private final long interval;
        private final LongSupplier ticks;
        private long due;
        private long leftOut;

        /**
         * The first round is now.
         *
         * @param interval more than zero
         * @param ticks monotonic nanoseconds
         */
        public Rounds(Duration interval, LongSupplier ticks) {
            this.interval = interval.toNanos();
            this.ticks = ticks;
            this.due = ticks.getAsLong();
        }

        /** A round is now, out of turn; those that follow are counted from it. */
        public synchronized void restart() {
            due = ticks.getAsLong();
        }

        /**
         * Asked when a round has ended.
         *
         * @return how long until the next one, more than zero and at most one interval
         */
        public synchronized Duration untilNext() {
            long now = ticks.getAsLong();
            long missed = Math.max(0, (now - due) / interval);
            leftOut += missed;
            due += interval * (missed + 1);
            return Duration.ofNanos(due - now);
        }

        /** How many rounds were left out so far. */
        public synchronized long leftOut() {
            return leftOut;
        }
    }
}
