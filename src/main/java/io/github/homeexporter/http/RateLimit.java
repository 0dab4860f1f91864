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

    private static final class Bucket {
        double tokens;
        long tick;
    }

    private final int requests;
    private final double nanosPerToken;
    private final LongSupplier ticks;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /** @param ticks monotonic nanoseconds */
    RateLimit(int requests, Duration window, LongSupplier ticks) {
        this.requests = requests;
        this.nanosPerToken = (double) window.toNanos() / requests;
        this.ticks = ticks;
    }

    /** @return zero, or the whole seconds until the client may ask again */
    synchronized long take(InetAddress client) {
        long now = ticks.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(key(client), k -> {
            Bucket full = new Bucket();
            full.tokens = requests;
            full.tick = now;
            return full;
        });
        bucket.tokens = Math.min(requests, bucket.tokens + (now - bucket.tick) / nanosPerToken);
        bucket.tick = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - bucket.tokens) * nanosPerToken * 1e-9));
    }

    synchronized int size() {
        return buckets.size();
    }

    /** Who has an IPv6 address has 2^64 of them. */
    private static String key(InetAddress client) {
        byte[] bytes = client.getAddress();
        return Arrays.toString(client instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
