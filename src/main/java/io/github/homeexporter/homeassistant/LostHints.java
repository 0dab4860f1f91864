package io.github.homeexporter.homeassistant;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which hints the bounded queue dropped: the store numbers them, so what was numbered a while ago and never came is
 * lost. Nothing is lost for good by that: the device is looked at as a whole instead.
 */
final class LostHints {
    private static final class Count {
        long received;
        long latestBefore;
        long lost;
    }

    private final Map<String, Count> counts = new HashMap<>();

    void received(String device, long number) {
        Count count = counts.get(device);
        if (count == null) {
            count = new Count();
            // those before the first one came when nobody listened
            count.received = number - 1;
            counts.put(device, count);
        }
        count.received++;
    }

    /**
     * To be called when the queue is empty, and not more often than twice a second, so that what was numbered by the last call has arrived or never
     * will.
     *
     * @param latest number the store gave last
     * @return how many were lost since the last call
     */
    long lost(String device, long latest) {
        Count count = counts.computeIfAbsent(device, d -> {
            Count first = new Count();
            first.received = latest;
            return first;
        });
        if (latest < count.latestBefore) {
            // the store forgot the device in between and counts anew
            count.received = latest;
            count.lost = 0;
        }
        long all = count.latestBefore - count.received - count.lost;
        count.latestBefore = latest;
        if (all <= 0) {
            return 0;
        }
        count.lost += all;
        return all;
    }

    void forget(String device) {
        counts.remove(device);
    }
}
