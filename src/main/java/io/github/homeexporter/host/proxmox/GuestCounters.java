package io.github.homeexporter.host.proxmox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells a guest's restart from a reading that cannot be. Restarted, it has a lower uptime, and its counters begin anew: that
 * is said as it is. A counter that falls while the uptime goes on is not believed once; if it stays low, an interface was
 * taken away, and it is followed.
 */
final class GuestCounters {
    private final Map<String, Double> uptimes = new HashMap<>();
    private final Map<String, Reading> readings = new HashMap<>();
    private int anomalies;

    private record Reading(double good, boolean doubted) {}

    /** To be called before a guest's counters. */
    void uptime(String guest, double seconds) {
        Double before = uptimes.put(guest, seconds);
        if (before != null && seconds < before) {
            readings.keySet().removeIf(key -> key.startsWith(guest + " "));
        }
    }

    /** What to say for a reading: itself or the last good one; NaN for none. */
    double accept(String guest, String counter, double value) {
        if (Double.isNaN(value) || value < 0) {
            return Double.NaN;
        }
        String key = guest + " " + counter;
        Reading before = readings.get(key);
        if (before != null && value < before.good && !before.doubted) {
            anomalies++;
            readings.put(key, new Reading(before.good, true));
            return before.good;
        }
        readings.put(key, new Reading(value, false));
        return value;
    }

    /** Forgets all guests but these. */
    void keep(Set<String> guests) {
        uptimes.keySet().retainAll(guests);
        readings.keySet().removeIf(key -> !guests.contains(key.substring(0, key.indexOf(' '))));
    }

    /** How many readings were not believed since this was asked last. */
    int takeAnomalies() {
        int count = anomalies;
        anomalies = 0;
        return count;
    }
}
