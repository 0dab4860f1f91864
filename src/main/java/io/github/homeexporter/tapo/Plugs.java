package io.github.homeexporter.tapo;

import io.github.homeexporter.net.Texts;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.tapo.DiscoveryOptions.Discovery;
import io.github.homeexporter.tapo.PlugWire.PlugFrames;
import io.github.homeexporter.tapo.TapoComponent.EnergyFile;
import io.github.homeexporter.tapo.Turns.QuestionGate;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.plug.PlugAnswer;
import io.github.homeexporter.tapo.plug.PlugSamples;
import io.github.homeexporter.tapo.plug.PlugSession;
import io.github.homeexporter.tapo.plug.Setup;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugs of a route: those of the settings and those that discovery finds, read side by side on a few threads. */
final class Plugs {
    private static final Logger LOG = LoggerFactory.getLogger(Plugs.class);
    /** Cycles at a time. */
    private static final int PLACES = 32;

    /** Found by the search: whoever answers it with ever new addresses makes no more devices. */
    private static final int MOST_FOUND = 300;

    final TapoOptions options;
    private final Discovery discovery;
    private final SampleStore store;
    final LongSupplier ticks;
    final ScheduledExecutorService timer;
    final ExecutorService pool;
    private final BiConsumer<String, Samples> publisher;
    final SystemEntropy entropy;
    final QuestionGate gate;
    final PlugWire wire;
    private final PlugSearch search;
    private final EnergyFile energy;
    private final PlugRegister plugs = new PlugRegister();
    private boolean full;
    private volatile boolean stopped;

    /**
     * @param energy null when no counters are made
     * @param ticks monotonic nanoseconds
     * @param publisher takes the name of a device and what it said
     * @param searching one thread that may wait
     */
    Plugs(
            TapoOptions options,
            Discovery discovery,
            EnergyFile energy,
            SystemEntropy entropy,
            SampleStore store,
            LongSupplier ticks,
            ScheduledExecutorService timer,
            ExecutorService pool,
            ExecutorService searching,
            BiConsumer<String, Samples> publisher)
            throws IOException {
        this.options = options;
        this.discovery = discovery;
        this.energy = energy;
        this.entropy = entropy;
        this.store = store;
        this.ticks = ticks;
        this.timer = timer;
        this.pool = pool;
        this.publisher = publisher;
        this.gate = new QuestionGate(pool, PLACES);
        this.wire = new PlugWire(options.timeout(), pool);
        this.search = new PlugSearch(
                discovery,
                entropy,
                store.device(options.getName(), TapoEndpoint.KIND),
                timer,
                searching,
                ticks,
                this::addresses,
                this::heard);
    }

    void start() {
        synchronized (plugs) {
            options.plugs().forEach(address -> add(address.toString(), address, "", address, null));
        }
        if (discovery.isSending()) {
            search.start();
        } else {
            store.device(options.getName(), TapoEndpoint.KIND).up();
        }
    }

    void stop() {
        stopped = true;
        search.stop();
        synchronized (plugs) {
            plugs.all().forEach(PlugReader::stop);
        }
        wire.close();
    }

    /** A plug is not where it was. */
    void missed(PlugReader plug) {
        synchronized (plugs) {
            PlugAddress home = plug.home();
            boolean taken = home == null
                    || plugs.all().stream()
                            .anyMatch(p -> p.isUp() && p.address().isSamePlace(home));
            if (!taken) {
                // it had followed the plug to another address, where it is no more
                plug.move(home);
            }
        }
        if (discovery.isSending()) {
            search.missed();
        }
    }

    /** Once a round: how many plugs there are, and which have been gone for too long. */
    void report() {
        long now = ticks.getAsLong();
        synchronized (plugs) {
            plugs.all().stream()
                    .filter(p -> !p.isConfigured() && !p.isUp())
                    .filter(p -> now - p.seenTick() > remembered(p).toNanos())
                    .toList()
                    .forEach(p -> {
                        full = false;
                        LOG.info("{}: {} was not heard of for too long and is forgotten", options.getName(), p.name());
                        remove(p);
                    });
        }
        counted();
    }

    /** How long a plug that is not heard of is kept: one that never answered may be anybody's invention. */
    private Duration remembered(PlugReader plug) {
        Duration few = discovery.interval().multipliedBy(3);
        return plug.wasRead() || few.compareTo(discovery.forgetAfter()) > 0 ? discovery.forgetAfter() : few;
    }

    /** Adds the lifetime counters that a plug does not have. */
    void count(PlugAnswer answer) {
        if (energy != null) {
            energy.count(answer);
        }
    }

    /** Tells how many plugs there are, in a message of its own. */
    void counted() {
        long seen;
        synchronized (plugs) {
            seen = plugs.all().stream().filter(PlugReader::isSeen).count();
        }
        publish(options.getName(), PlugSamples.discovered(options.getName(), seen));
    }

    private List<PlugAddress> addresses() {
        synchronized (plugs) {
            return plugs.all().stream().map(PlugReader::address).toList();
        }
    }

    private void heard(PlugAddress where, DiscoveryAnswer answer) {
        if (!discovery.families().contains(answer.kind())) {
            LOG.debug("{}: {} at {} is none of tapo.families", options.getName(), answer.family(), where);
            return;
        }
        PlugReader listed = plugs.listed(where);
        synchronized (plugs) {
            PlugReader known = plugs.of(answer.mac(), listed);
            if (known != null) {
                known.heard(where, answer);
            } else if (plugs.all().size() >= options.plugs().size() + MOST_FOUND) {
                if (!full) {
                    full = true;
                    LOG.warn("{}: {} plugs were found; those after them are not read", options.getName(), MOST_FOUND);
                }
            } else if (!stopped) {
                String name = answer.mac().isEmpty() ? where.toString() : answer.mac();
                LOG.info("{}: found {} {} at {}", options.getName(), Texts.oneLine(answer.model()), name, where);
                add(name, where, answer.mac(), null, answer);
            }
        }
        counted();
    }

    /** As {@link PlugRegister#claim}. */
    TransportFault claim(PlugReader reader, String mac) {
        synchronized (plugs) {
            return plugs.claim(reader, mac, this::remove);
        }
    }

    private void add(String name, PlugAddress address, String mac, PlugAddress home, DiscoveryAnswer answer) {
        Setup setup = new Setup(
                options.accounts(),
                List.of(address.toString(), address.host()),
                entropy,
                new PlugFrames(address.toString()));
        PlugSession session = new PlugSession(setup, mac);
        if (answer != null) {
            session.hint(answer);
        }
        PlugReader plug = new PlugReader(this, store.device(name, TapoEndpoint.KIND), session, address, mac, home);
        plugs.add(plug);
        plug.start();
    }

    private void remove(PlugReader plug) {
        plugs.remove(plug);
        empty(plug.name());
        plug.stop();
    }

    /** Takes away all that a device has. */
    void empty(String device) {
        publish(device, new Samples(1));
    }

    void publish(String device, Samples samples) {
        if (!stopped) {
            publisher.accept(device, samples);
        }
    }
}
