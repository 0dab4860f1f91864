package io.github.homeexporter.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A token bucket per client: so many at once, and then as many per window. The last thousand clients are remembered. */
final class RateLimit {
    private static final int MOST = 1000;
    private static final long SECOND = 1_000_000_000L;

    private final long nanosPerRequest;
    private final long burst;
    private final LongSupplier ticks;
    /** When each client's bucket is full again: an empty one is a whole window away from that. */
    private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    /** @param ticks monotonic nanoseconds */
    RateLimit(int requests, Duration window, LongSupplier ticks) {
        this.nanosPerRequest = Math.max(1, window.toNanos() / requests);
        this.burst = nanosPerRequest * (requests - 1L);
        this.ticks = ticks;
    }

    /** @return zero, or the whole seconds until the client may ask again */
    synchronized long take(InetAddress client) {
        long now = ticks.getAsLong();
        String key = key(client);
        long due = Math.max(full.getOrDefault(key, now), now);
        long wait = due - burst - now;
        if (wait <= 0) {
            full.put(key, due + nanosPerRequest);
            return 0;
        }
        return (wait + SECOND - 1) / SECOND;
    }

    /** As {@link #take}, without taking one. */
    synchronized long wait(InetAddress client) {
        long now = ticks.getAsLong();
        long wait = full.getOrDefault(key(client), now) - burst - now;
        return wait <= 0 ? 0 : (wait + SECOND - 1) / SECOND;
    }

    synchronized int size() {
        return full.size();
    }

    /** Who has an IPv6 address has 2^64 of them. */
    private static String key(InetAddress client) {
        byte[] bytes = client.getAddress();
        return Arrays.toString(client instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
