package io.github.homeexporter.homeassistant;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which hints the bounded queue dropped: the store numbers them, so what was numbered a while ago and never came is
 * lost. Nothing is lost for good by that: the device is looked at as a whole instead.
 */
final class LostHints {
    private static final class Count {
        /** Numbers up to this one were taken for received when counting began; some may still be on their way. */
        final long from;

        long received;
        long latestBefore;
        long lost;

        Count(long from) {
            this.from = from;
            this.received = from;
        }
    }

    private final Map<String, Count> counts = new HashMap<>();

    void received(String device, long number) {
        // those before the first one came when nobody listened
        Count count = counts.computeIfAbsent(device, d -> new Count(number - 1));
        if (number > count.from) {
            count.received++;
        }
    }

    /**
     * To be called when the queue is empty, and not more often than twice a second, so that what was numbered by the last call has arrived or never
     * will.
     *
     * @param latest number the store gave last
     * @return how many were lost since the last call
     */
    long lost(String device, long latest) {
        Count count = counts.get(device);
        if (count == null || latest < count.latestBefore) {
            // the first time, or the store forgot the device in between and counts anew
            count = new Count(latest);
            counts.put(device, count);
        }
        long all = Math.max(0, count.latestBefore - count.received - count.lost);
        count.latestBefore = latest;
        count.lost += all;
        return all;
    }

    void forget(String device) {
        counts.remove(device);
    }
}
