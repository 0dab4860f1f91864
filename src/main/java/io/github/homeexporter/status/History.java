package io.github.homeexporter.status;

import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What every series was in the last hours: one number a round, so many rounds, in memory only. A series that stands still
 * takes {@link #STANDING} bytes, one that moves {@link #MOVING} more. When the room is full, one that moves has its newest
 * number only, and a new one none. One that went away keeps its place for so many rounds, or until another needs it.
 */
final class History {
    static final int ROUNDS = 360;
    /** Of a float for each round and what an array is besides, bytes. */
    static final int MOVING = 4 * ROUNDS + 16;
    /** Of a track and its place in two maps, bytes. */
    static final int STANDING = 112;

    private static final int GONE_ROUNDS = 60;
    private static final int SHARE_OF_HEAP = 16;

    private final long room;
    private final Map<String, Map<Series, Track>> devices = new HashMap<>();
    private final long[] times = new long[ROUNDS];
    private int round = -1;
    private int tidied = -1;
    private long bytes;

    /** With a sixteenth of the heap. */
    History() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param room in bytes */
    History(long room) {
        this.room = room;
    }

    /** Numbers as their distance from the first one: so a float is exact enough for a counter of many digits. */
    private static final class Track {
        double base;
        int first;
        int last;
        float[] moved;
        boolean cut;
    }

    /**
     * A series' numbers by their times, milliseconds of the wall clock; NaN where it said none.
     *
     * @param whole false when there was no room to keep all of it
     */
    record Past(long[] times, double[] values, boolean whole) {}

    /** Bytes that it holds at most. */
    long room() {
        return room;
    }

    /** Bytes that it holds. */
    synchronized long bytes() {
        return bytes;
    }

    /** Takes the number that each series has now. */
    synchronized void round(SampleStore store, long millis) {
        round++;
        times[round % ROUNDS] = millis;
        for (DeviceStatus device : store.devices()) {
            for (StoredSample sample : store.samples(device.name())) {
                double value = sample.value();
                note(device.name(), sample.series(), Double.isFinite(value) ? value : Double.NaN);
            }
        }
        forget(GONE_ROUNDS);
        devices.values().removeIf(Map::isEmpty);
    }

    private void note(String device, Series series, double value) {
        Map<Series, Track> tracks = devices.computeIfAbsent(device, d -> new HashMap<>());
        Track track = tracks.get(series);
        if (track == null) {
            if (!hasRoom(STANDING)) {
                return;
            }
            track = new Track();
            tracks.put(series, track);
            bytes += STANDING;
            begin(track, value);
        } else if (track.moved == null && Double.isNaN(track.base)) {
            begin(track, value);
        } else if (track.moved == null && (track.last != round - 1 || track.base != value)) {
            move(track, value);
        }
        if (track.moved != null) {
            fill(track, track.last + 1, round, Float.NaN);
            track.moved[round % ROUNDS] = (float) (value - track.base);
        }
        track.last = round;
    }

    private void begin(Track track, double value) {
        track.base = value;
        track.first = round;
    }

    private void move(Track track, double value) {
        track.cut = !hasRoom(MOVING);
        if (track.cut) {
            begin(track, value);
        } else {
            track.moved = new float[ROUNDS];
            bytes += MOVING;
            fill(track, round - ROUNDS, track.first, Float.NaN);
        }
    }

    private static void fill(Track track, int from, int to, float with) {
        for (int i = Math.max(0, Math.max(from, to - ROUNDS)); i < to; i++) {
            track.moved[i % ROUNDS] = with;
        }
    }

    private boolean hasRoom(int more) {
        if (bytes + more > room && tidied < round) {
            tidied = round;
            forget(1);
        }
        return bytes + more <= room;
    }

    /** Those that said nothing for so many rounds. */
    private void forget(int rounds) {
        for (Map<Series, Track> tracks : devices.values()) {
            for (Iterator<Track> all = tracks.values().iterator(); all.hasNext(); ) {
                Track track = all.next();
                if (round - track.last > rounds) {
                    bytes -= STANDING + (track.moved == null ? 0 : MOVING);
                    all.remove();
                }
            }
        }
    }

    /** @param text of the series as in an exposition; empty when nothing is known of it */
    synchronized Optional<Past> of(String device, byte[] text) {
        return devices.getOrDefault(device, Map.of()).entrySet().stream()
                .filter(entry -> Arrays.equals(entry.getKey().text(), text))
                .findAny()
                .map(entry -> past(entry.getValue()));
    }

    private Past past(Track track) {
        int oldest = Math.max(0, round - ROUNDS + 1);
        int from = track.moved == null ? Math.max(oldest, track.first) : oldest;
        while (track.moved != null && from < round && Float.isNaN(track.moved[from % ROUNDS])) {
            from++;
        }
        long[] at = new long[round - from + 1];
        double[] values = new double[at.length];
        for (int i = from; i <= round; i++) {
            at[i - from] = times[i % ROUNDS];
            float distance = track.moved == null ? 0 : track.moved[i % ROUNDS];
            values[i - from] = i > track.last ? Double.NaN : track.base + distance;
        }
        return new Past(at, values, !track.cut);
    }
}
