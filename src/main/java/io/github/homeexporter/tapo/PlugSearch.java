package io.github.homeexporter.tapo;

import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.poll.PollingConsumer.Rounds;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.tapo.DiscoveryOptions.Discovery;
import io.github.homeexporter.tapo.plug.PlugAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Looks for plugs again and again. A search that fails is a fault of the route's own device and is tried again soon. */
final class PlugSearch {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /** A network that comes up late is not kept waiting: an attempt that fails is cheap. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final Duration BETWEEN_MISSES = Duration.ofMinutes(1);

    private final PlugDiscovery discovery;
    private final Device device;
    private final ScheduledExecutorService timer;
    private final Executor searching;
    private final LongSupplier ticks;
    private final Rounds rounds;
    private final Backoff backoff;
    private final Supplier<List<PlugAddress>> known;
    private final PlugDiscovery.Ear ear;
    private ScheduledFuture<?> due;
    private long begunTick;
    private boolean stopped;

    /**
     * @param searching one thread that may wait
     * @param known where plugs are that are asked directly
     */
    PlugSearch(
            Discovery options,
            SystemEntropy entropy,
            Device device,
            ScheduledExecutorService timer,
            Executor searching,
            LongSupplier ticks,
            Supplier<List<PlugAddress>> known,
            PlugDiscovery.Ear ear) {
        this.discovery = new PlugDiscovery(options, entropy);
        this.device = device;
        this.timer = timer;
        this.searching = searching;
        this.ticks = ticks;
        this.rounds = new Rounds(options.interval(), ticks);
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, entropy::fraction);
        this.known = known;
        this.ear = ear;
    }

    void start() {
        plan(Duration.ZERO);
    }

    synchronized void stop() {
        stopped = true;
        if (due != null) {
            due.cancel(false);
        }
    }

    /** A plug is not where it was: it may have moved. Not more than once a minute. */
    synchronized void missed() {
        if (ticks.getAsLong() - begunTick >= BETWEEN_MISSES.toNanos()) {
            begunTick = ticks.getAsLong();
            plan(Duration.ZERO);
        }
    }

    private synchronized void plan(Duration wait) {
        if (!stopped) {
            due = Turns.plan(timer, due, () -> searching.execute(this::search), wait);
        }
    }

    private void search() {
        Duration wait;
        synchronized (this) {
            begunTick = ticks.getAsLong();
        }
        try {
            discovery.search(known.get(), ear);
            backoff.reset();
            up();
            wait = rounds.untilNext();
        } catch (IOException e) {
            wait = failed("looking for plugs failed: " + e.getMessage());
        } catch (RuntimeException e) {
            wait = failed("looking for plugs failed: " + e);
        }
        plan(wait);
    }

    private synchronized void up() {
        if (!stopped) {
            device.up();
        }
    }

    private synchronized Duration failed(String sentence) {
        if (!stopped) {
            device.down("discovery", sentence);
        }
        return backoff.next();
    }
}
