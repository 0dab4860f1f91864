package io.github.homeexporter.tapo;

import io.github.homeexporter.poll.Rounds;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugSamples;
import io.github.homeexporter.tapo.plug.PlugSession;
import io.github.homeexporter.tapo.plug.Setup;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugs of a route: those of the settings and those that discovery finds, read side by side on a few threads. */
final class Plugs {
    private static final Logger LOG = LoggerFactory.getLogger(Plugs.class);
    /** Cycles at a time. */
    private static final int PLACES = 32;

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final TapoOptions options;
    private final SampleStore store;
    private final LongSupplier ticks;
    private final ScheduledExecutorService timer;
    private final ExecutorService pool;
    private final ExecutorService searching;
    private final BiConsumer<String, Samples> publisher;
    private final SystemEntropy entropy = new SystemEntropy();
    private final QuestionGate gate;
    private final HttpWire wire;
    private final Map<String, PlugReader> plugs = new LinkedHashMap<>();
    private final Rounds searches;
    private long searchedNanos;
    private volatile boolean known;
    private volatile boolean stopped;

    /**
     * @param ticks monotonic nanoseconds
     * @param publisher takes the name of a device and what it said
     * @param searching one thread that may wait
     */
    Plugs(
            TapoOptions options,
            SampleStore store,
            LongSupplier ticks,
            ScheduledExecutorService timer,
            ExecutorService pool,
            ExecutorService searching,
            BiConsumer<String, Samples> publisher)
            throws IOException {
        this.options = options;
        this.store = store;
        this.ticks = ticks;
        this.timer = timer;
        this.pool = pool;
        this.searching = searching;
        this.publisher = publisher;
        this.gate = new QuestionGate(pool, PLACES);
        this.wire = new HttpWire(options.timeout(), pool);
        this.searches = new Rounds(options.discovery().interval(), ticks);
    }

    void start() {
        synchronized (plugs) {
            options.plugs().forEach(address -> add(address.toString(), address, "", true, null));
        }
        if (options.discovery().on()) {
            search(this::searchAgain);
        } else {
            known();
        }
    }

    void stop() {
        stopped = true;
        synchronized (plugs) {
            plugs.values().forEach(PlugReader::stop);
        }
        wire.close();
    }

    /** A plug is not where it was: it may have moved. Not more than once a minute. */
    void missed() {
        synchronized (plugs) {
            if (!options.discovery().on() || System.nanoTime() - searchedNanos < MINUTE_NANOS) {
                return;
            }
        }
        search(() -> {});
    }

    /** @param after when it has ended */
    private void search(Runnable after) {
        if (stopped) {
            return;
        }
        boolean first;
        synchronized (plugs) {
            first = searchedNanos == 0;
            searchedNanos = System.nanoTime();
        }
        searching.execute(() -> {
            try {
                new PlugDiscovery(options.discovery(), entropy).search(addresses(), this::heard);
            } catch (IOException e) {
                store.device(options.name(), TapoEndpoint.KIND)
                        .error("discovery", "looking for plugs failed: " + e.getMessage());
                LOG.warn("{}: looking for plugs failed: {}", options.name(), e.getMessage());
            } finally {
                if (first && !stopped) {
                    known();
                    report(); // the next round may be an hour away
                }
                after.run();
            }
        });
    }

    private void searchAgain() {
        if (stopped) {
            return;
        }
        try {
            var unused = timer.schedule(
                    () -> search(this::searchAgain), searches.untilNext().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // stopped in between
        }
    }

    /** From now on it can be said what is there. */
    private void known() {
        known = true;
        store.device(options.name(), TapoEndpoint.KIND).up();
    }

    /** How many plugs there are, in a message of its own. */
    void report() {
        if (known && !stopped) {
            pool.execute(() -> publish(options.name(), PlugSamples.discovered(options.name(), seen())));
        }
    }

    private int seen() {
        synchronized (plugs) {
            return (int) plugs.values().stream().filter(PlugReader::isSeen).count();
        }
    }

    private java.util.List<PlugAddress> addresses() {
        synchronized (plugs) {
            return plugs.values().stream().map(PlugReader::address).toList();
        }
    }

    private void heard(PlugAddress where, DiscoveryAnswer answer) {
        if (!answer.isPlug()) {
            LOG.debug("{}: {} at {} is no plug", options.name(), answer.family(), where);
            return;
        }
        synchronized (plugs) {
            PlugReader known = known(where, answer.mac());
            if (known != null) {
                known.heard(where, answer);
            } else if (!stopped) {
                String name = answer.mac().isEmpty() ? where.toString() : answer.mac();
                LOG.info("{}: found {} {} at {}", options.name(), answer.model(), name, where);
                add(name, where, answer.mac(), false, answer);
            }
        }
    }

    /** The same plug, or one of the settings that has not said yet which plug it is. */
    private PlugReader known(PlugAddress where, String mac) {
        for (PlugReader plug : plugs.values()) {
            if (!mac.isEmpty() && plug.mac().equals(mac)) {
                return plug;
            }
        }
        for (PlugReader plug : plugs.values()) {
            PlugAddress at = plug.address();
            boolean samePort = at.port() == where.port() || at.port() == 0;
            if (samePort
                    && numeric(at.host()).equals(where.host())
                    && (plug.mac().isEmpty() || mac.isEmpty())) {
                return plug;
            }
        }
        return null;
    }

    private static String numeric(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    private void add(String name, PlugAddress address, String mac, boolean configured, DiscoveryAnswer answer) {
        PlugSession session =
                new PlugSession(new Setup(options.accounts().of(address.toString(), address.host(), mac), entropy));
        if (answer != null) {
            session.hint(answer);
        }
        PlugReader plug =
                new PlugReader(this, store.device(name, TapoEndpoint.KIND), session, address, mac, configured);
        plugs.put(name, plug);
        plug.start();
    }

    void publish(String device, Samples samples) {
        if (!stopped) {
            publisher.accept(device, samples);
        }
    }

    TapoOptions options() {
        return options;
    }

    LongSupplier ticks() {
        return ticks;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService pool() {
        return pool;
    }

    QuestionGate gate() {
        return gate;
    }

    HttpWire wire() {
        return wire;
    }

    DoubleSupplier random() {
        return entropy::fraction;
    }
}
