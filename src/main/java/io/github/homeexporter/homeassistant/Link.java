package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import io.github.homeexporter.net.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with what belongs to it, so that a late answer of the last one does no harm to the next. */
final class Link {
    /** What every broker takes. */
    static final int SMALL_BYTES = 1_024;
    /** A broker that finds a message too large says so at once, by hanging up. */
    private static final long AT_ONCE_MILLIS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /** How long a broker has at least, and how long at most, to hand over the discovery messages it kept. */
    private static final long READING_MILLIS = 3_000;

    private static final long LONGEST_READING_MILLIS = 30_000;
    /** Longer silence means that there is no more of them; a busy machine hands over a large house in many seconds. */
    private static final long SILENCE_MILLIS = 1_000;

    private static final long LAST_WORD_MILLIS = 400;
    private static final long GOODBYE_MILLIS = 200;

    final AtomicInteger onTheirWay = new AtomicInteger();
    BrokerClient client;
    CompletableFuture<?> connecting;
    boolean up;
    long upSince;
    volatile Throwable gone;
    /** When the broker last took a subscription or handed over something it kept. */
    volatile long heardAt;
    /** Bytes of the largest message that waits to be acknowledged, and when it was sent. */
    private final AtomicInteger largest = new AtomicInteger();

    private long largestAt;

    static Link open(boolean mqtt5, boolean keeps, MqttOptions options, MqttClientSslConfig tls) {
        Link fresh = new Link();
        fresh.client = BrokerClient.of(mqtt5, keeps, options, tls, cause -> fresh.gone = cause);
        fresh.connecting = fresh.client.connect();
        return fresh;
    }

    /** When the next one is tried; not by all programs of a house at one moment. */
    static Backoff backoff(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Monotonic milliseconds. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** Says that we go, waits shortly for the broker to know it, and closes. */
    void goodbye(Message will) throws InterruptedException {
        if (up) {
            waitFor(client.publish(will), LAST_WORD_MILLIS);
        }
        waitFor(client.disconnect(), GOODBYE_MILLIS);
    }

    /** The same inbox, with an ear for whether there is more. */
    BrokerClient.Inbox kept(BrokerClient.Inbox inbox) {
        return (topic, payload, retained) -> {
            heardAt = retained ? now() : heardAt;
            inbox.message(topic, payload, retained);
        };
    }

    /** Whether what the broker kept has been handed over. */
    boolean isRead(long now) {
        return isOver(now - upSince, heardAt == 0 ? 0 : now - heardAt);
    }

    /**
     * @param millis since the subscription
     * @param silence since the last message
     */
    static boolean isOver(long millis, long silence) {
        return millis >= LONGEST_READING_MILLIS || (millis >= READING_MILLIS && silence >= SILENCE_MILLIS);
    }

    private static void waitFor(CompletableFuture<?> done, long millis) throws InterruptedException {
        try {
            done.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("mqtt: the broker did not hear the last word: {}", e.toString());
        }
    }

    void sends(Message message, long now) {
        int size = message.size();
        if (message.qos() > 0 && size >= largest.get()) {
            largest.set(size);
            largestAt = now;
        }
    }

    /** It was acknowledged: not that one. */
    void took(Message message) {
        largest.compareAndSet(message.size(), 0);
    }

    /** Bytes of the message behind which the connection ended, where the broker had not said its limit; else 0. */
    int tooLarge(long now) {
        int size = largest.get();
        boolean maybe =
                size >= SMALL_BYTES && now - largestAt < AT_ONCE_MILLIS && client.largestPacket() == Integer.MAX_VALUE;
        return maybe ? size : 0;
    }
}
