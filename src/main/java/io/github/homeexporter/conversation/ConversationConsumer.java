package io.github.homeexporter.conversation;

import io.github.homeexporter.conversation.Conversation.Dial;
import io.github.homeexporter.conversation.Conversation.Dial.Call;
import io.github.homeexporter.conversation.Delivery.Pace;
import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Texts;
import io.github.homeexporter.poll.PollingConsumer;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.tape.Frames;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs conversations with one device, one after the other and never two at a time: connects, comes back when a connection
 * ends, and tells the store where the device stands. A device that is down is a state; nothing here fails because of it.
 *
 * <p>Waits between attempts double from the first to the longest retry, ±25 %; they start anew when the conversation says
 * that it has succeeded, not when the handshake has: a device that drops us at once is left alone more and more.
 */
public class ConversationConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationConsumer.class);

    private final String kind;
    private final String name;
    private final Dial dial;
    private final Frames frames;
    private final Timing timing;
    private final Pace pace = new Pace();

    private Device device;
    private ConversationClient client;
    private Backoff backoff;
    private Connection current;
    private Future<?> retry;
    private boolean running;
    private volatile boolean routeFailed;
    private boolean toldFlood;

    /**
     * @param kind the device's kind, as in the store
     * @param name the device's name; null or empty for the id of the route
     */
    public ConversationConsumer(
            Endpoint endpoint, Processor processor, String kind, String name, Dial dial, Timing timing) {
        super(endpoint, processor);
        this.kind = kind;
        this.name = name;
        this.dial = dial;
        this.frames = Frames.of(kind);
        this.timing = timing;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        client = ConversationClient.of(getEndpoint().getCamelContext());
        String called = name == null || name.isBlank() ? PollingConsumer.routeId(this) : name;
        device = SamplesComponent.store(getEndpoint().getCamelContext()).device(called, kind);
        device.connecting();
        backoff = new Backoff(timing.firstRetry(), timing.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
        synchronized (this) {
            running = true;
            retry = client.after(Duration.ZERO, this::connect);
        }
    }

    @Override
    protected void doStop() throws Exception {
        Connection last;
        synchronized (this) {
            running = false;
            last = current;
            current = null;
            if (retry != null) {
                retry.cancel(false);
            }
        }
        if (last != null) {
            last.close();
        }
        if (device != null) {
            tellFlood(System.nanoTime());
            device.stopped();
        }
        super.doStop();
    }

    private void connect() {
        Connection next;
        synchronized (this) {
            if (!running || current != null) {
                return;
            }
            next = new Connection(this, client, timing);
            current = next;
        }
        next.open();
    }

    /** @param gone when its socket is: not before then may there be another one */
    void ended(Connection which, Fault fault, CompletionStage<Void> gone) {
        synchronized (this) {
            if (which != current) {
                return;
            }
            current = null;
            device.down(fault.reason(), fault.sentence());
            tellFlood(System.nanoTime());
        }
        Duration wait = backoff.next(fault.retryAfter());
        gone.whenComplete((nothing, late) -> comeBack(wait));
    }

    private synchronized void comeBack(Duration wait) {
        if (running) {
            retry = client.after(wait, this::connect);
        }
    }

    CompletableFuture<Call> dial(HttpClient http) {
        try {
            return dial.dial(device.name(), http).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    Fault explain(Throwable failure) {
        return dial.explain(failure);
    }

    Device device() {
        return device;
    }

    Pace pace() {
        return pace;
    }

    /** A finding, for as long as it is so. */
    synchronized void tellFlood(long now) {
        boolean is = running && pace.isFlood(now);
        if (is != toldFlood) {
            toldFlood = is;
            String sentence = device.name()
                    + ": says so much that it is read more slowly than it comes; the values are late, look at what it sends";
            SamplesComponent.store(getEndpoint().getCamelContext())
                    .self()
                    .faults("flood of " + device.name(), is ? List.of(sentence) : List.of());
            if (is) {
                device.error("flood", sentence);
                LOG.warn(sentence);
            }
        }
    }

    Frames frames() {
        return frames;
    }

    /** Up, unless the route could not take the values: then there is nothing to be up about. */
    void ready() {
        backoff.reset();
        if (!routeFailed) {
            device.up();
        }
    }

    /** Through the route, on this thread. What goes wrong there is counted and stays there. */
    void process(Batch batch) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(batch);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Exception failure = exchange.getException();
        routeFailed = failure != null;
        if (failure != null) {
            device.error("route", "the route failed: " + Texts.oneLine(String.valueOf(failure.getMessage())));
        }
        releaseExchange(exchange, false);
    }

    /**
     * How long things may take.
     *
     * @param dialWithin for what a {@link Dial} does before the WebSocket is opened; its own requests should have shorter ones
     * @param connectWithin for the whole handshake, from the name to the last header
     * @param firstRetry the first wait after a lost connection; it doubles from then on
     * @param longestRetry where the doubling ends
     * @param tickEvery how often a conversation is told that time went by
     * @param closeWithin how long the peer may take to answer a close
     */
    public record Timing(
            Duration dialWithin,
            Duration connectWithin,
            Duration firstRetry,
            Duration longestRetry,
            Duration tickEvery,
            Duration closeWithin) {
        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(250),
                Duration.ofMillis(300));
    }
}
