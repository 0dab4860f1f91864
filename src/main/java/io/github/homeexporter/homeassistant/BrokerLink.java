package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import io.github.homeexporter.homeassistant.Announcements.Births;
import io.github.homeexporter.homeassistant.Bridge.BridgeNews;
import io.github.homeexporter.homeassistant.BrokerFaults.MqttFault;
import io.github.homeexporter.homeassistant.entity.DeviceRules;
import io.github.homeexporter.homeassistant.entity.EntityRules;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.net.Backoff;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.sample.ChangeFeed.Changes;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.select.SelectComponent.Selects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps a connection to the broker and sends what the {@link Publisher} says, on one thread of its own. A broker that is slow,
 * frozen or away holds up nothing and nobody: what is on its way is bounded, the rest stays a mark at its entity.
 */
final class BrokerLink {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final long TICK_MILLIS = 100;
    private static final long LOOK_MILLIS = 700;
    private static final int MOST_ON_THEIR_WAY = 200;
    /** A connection that lasts so long was a good one. */
    private static final long GOOD_MILLIS = 30_000;

    private static final long GOODBYE_MILLIS = 200;

    private final MqttOptions options;
    private final String broker;
    private final SampleStore store;
    private final MqttClientSslConfig tls;
    private final Publisher publisher;
    private final MqttMetrics metrics;
    final EntitiesFile own;
    private final BridgeNews news;
    private final Backoff retry = Link.backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    /** After a fault that does not pass by itself. */
    private final Backoff lastingRetry = Link.backoff(Duration.ofMinutes(1), Duration.ofMinutes(15));

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService thread;
    private ScheduledFuture<?> ticking;
    private Link link;
    private boolean mqtt5;
    private boolean keeps = true;
    private boolean outage;
    private long nextAttempt;
    private long nextLook;
    private boolean hasRead;
    private int learned = Integer.MAX_VALUE;
    private String page = "";
    private final Births births = new Births(() -> ThreadLocalRandom.current().nextDouble());
    private volatile IntSupplier queue = () -> 0;

    /** @param tls null for plain TCP */
    BrokerLink(MqttOptions options, SampleStore store, Selects selects, MqttClientSslConfig tls) {
        this.options = options;
        this.broker = options.host() + ":" + options.port();
        this.store = store;
        this.tls = tls;
        this.metrics = new MqttMetrics(store.self());
        this.own = new EntitiesFile(Path.of(OwnEntities.FILE), new ConfigState(store));
        this.mqtt5 = !Boolean.FALSE.equals(options.mqtt5());
        this.publisher = new Publisher(
                store,
                options.publish(),
                EntityRules.shipped(),
                DeviceRules.shipped(),
                new Discovery(options.publish().topics(), BuildInfo.read()),
                selects);
        this.news = new BridgeNews(store, publisher);
    }

    /** @param size of the queue the hints come through */
    void behind(IntSupplier size) {
        queue = size;
    }

    void changed(Changes changes) {
        publisher.changed(changes);
    }

    synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread t = new Thread(task, "mqtt");
            t.setDaemon(true);
            return t;
        });
        nextAttempt = Link.now();
        ticking = thread.scheduleWithFixedDelay(this::safely, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Says that we go, waits shortly for the broker to know it, and closes. */
    void stop() {
        synchronized (this) {
            if (thread == null) {
                return;
            }
            ticking.cancel(false);
            thread.shutdown();
        }
        try {
            if (!thread.awaitTermination(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("mqtt: still busy while stopping");
            }
            Link last = link;
            if (last != null) {
                last.goodbye(options.will());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.stopped();
    }

    private void safely() {
        try {
            tick(Link.now());
        } catch (RuntimeException e) {
            metrics.error("internal");
            LOG.warn("mqtt: {}", e.toString(), e);
        }
    }

    private void tick(long now) {
        connection(now);
        if (now >= nextLook) {
            nextLook = now + LOOK_MILLIS;
            own.changed(now).ifPresent(publisher::use);
            publisher.look(store.devices(), queue.getAsInt() == 0, now);
            news.tell(page);
            metrics.entities(publisher.entities(), publisher.waiting());
            metrics.discarded(publisher.takeLost());
        }
        if (link == null || !link.up) {
            return;
        }
        if (!hasRead && link.isRead(now)) {
            hasRead = true;
            Link current = link;
            options.publish().topics().configs().forEach(filter -> {
                var unused = current.client.unsubscribe(filter);
            });
            publisher.openDiscovery(now);
        }
        if (births.due(now)) {
            publisher.again();
        }
        publisher.selects.unheard().forEach(this::listen);
        int room = MOST_ON_THEIR_WAY - link.onTheirWay.get();
        if (room > 0) {
            Link current = link;
            publisher.due(now, room).forEach(message -> send(current, message));
        }
    }

    private void connection(long now) {
        if (link == null) {
            if (now >= nextAttempt) {
                link = Link.open(mqtt5, keeps, options, tls);
            }
            return;
        }
        if (!link.up && link.connecting.isDone()) {
            if (link.connecting.isCompletedExceptionally()) {
                lost(link.connecting.handle((ok, failure) -> failure).join(), now);
            } else {
                opened(now);
            }
        } else if (link.up && link.gone != null) {
            lost(link.gone, now);
        } else if (link.up && now - link.upSince > GOOD_MILLIS) {
            retry.reset();
            lastingRetry.reset();
        }
    }

    private void opened(long now) {
        link.up = true;
        link.upSince = now;
        metrics.connected(true);
        LOG.info("mqtt: connected {}to {} with MQTT {}", outage ? "again " : "", broker, mqtt5 ? "5" : "3.1.1");
        outage = false;
        told.clear();
        page = options.page();
        publisher.limit(Math.min(learned, link.client.largestPacket()));
        publisher.again();
        subscribe(options.birthTopic(), (topic, payload, retained) -> {
            // a retained one is from before we came
            if (!retained && payload.equals("online")) {
                births.heard(Link.now());
            }
        });
        if (!hasRead) {
            options.publish().topics().configs().forEach(filter -> subscribe(filter, link.kept(publisher::retained)));
        }
    }

    /** What the broker kept is from before this connection: whoever wished it may be gone, and it would count anew each time. */
    private void listen(Selects.Select select) {
        subscribe(select.commands(), (topic, payload, retained) -> {
            if (retained && !payload.isEmpty()) {
                complain(MqttFault.passing("retained", "retained, so from before this connection: not taken"), topic);
            } else if (!payload.isEmpty()) {
                select.wishes().accept(payload);
            }
        });
    }

    private void subscribe(String filter, BrokerClient.Inbox inbox) {
        Link current = link;
        var unused = current.client.subscribe(filter, inbox).whenComplete((ok, failure) -> {
            current.heardAt = Link.now();
            if (failure != null && current.gone == null) {
                complain(BrokerFaults.of(failure), "subscribe to " + filter);
            }
        });
    }

    private void lost(Throwable cause, long now) {
        MqttFault fault = BrokerFaults.of(cause);
        boolean wasUp = link.up;
        Link last = link;
        link = null;
        if (wasUp) {
            learn(last, now);
            // it may have been told to keep something since
            keeps = true;
            metrics.connected(false);
        } else if (fault.speaksOlder() && options.mqtt5() == null) {
            mqtt5 = !mqtt5;
            if (!mqtt5) {
                LOG.debug("mqtt: {}; trying MQTT 3.1.1", fault.sentence());
                nextAttempt = now;
                return;
            }
        } else if (keeps && fault.reason().equals(BrokerFaults.KEEPS_NOTHING)) {
            keeps = false;
            nextAttempt = now;
            LOG.warn("mqtt: {}: {}", broker, fault.sentence());
            return;
        }
        metrics.error(fault.reason());
        nextAttempt = now + (fault.lasting() ? lastingRetry : retry).next().toMillis();
        LOG.atLevel(outage ? Level.DEBUG : Level.WARN).log("mqtt: {}: {}", broker, fault.sentence());
        outage = true;
    }

    /** A broker of MQTT 3.1.1 does not say what is too large for it: it ends the connection. */
    private void learn(Link last, long now) {
        int size = last.tooLarge(now);
        if (size > 0) {
            learned = Math.max(Link.SMALL_BYTES, size / 2);
            LOG.warn(
                    "mqtt: {}: the connection ended behind {} bytes; none is larger than {} now (mqtt.max-message)",
                    broker,
                    size,
                    learned);
        }
    }

    private void send(Link current, Message message) {
        current.onTheirWay.incrementAndGet();
        current.sends(message, Link.now());
        var unused = current.client.publish(message).whenComplete((ok, failure) -> {
            current.onTheirWay.decrementAndGet();
            if (failure == null) {
                current.took(message);
                metrics.published(message.kind());
            } else if (current.gone == null) {
                // with the connection gone, everything is sent anew on the next one
                complain(BrokerFaults.of(failure), "publish to " + message.topic());
            }
        });
    }

    /** One line for each kind of refusal and connection: an access list refuses a thousand topics as it refuses one. */
    private void complain(MqttFault fault, String what) {
        metrics.error(fault.reason());
        if (told.add(fault.reason())) {
            LOG.warn("mqtt: {}: {}; more of this kind are only counted", what, fault.sentence());
        }
    }
}
