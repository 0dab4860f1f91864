package io.github.homeexporter.host.collector;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Files whose reading has not come back: those of a stopped lxcfs, a broken sensor's. A file is asked again when the thread
 * that hangs in it has returned, so that each costs one thread and nothing else.
 */
public final class HungFiles {
    private final Map<String, Future<?>> stuck = new ConcurrentHashMap<>();

    void add(String path, Future<?> reading) {
        stuck.put(path, reading);
    }

    boolean has(String path) {
        if (stuck.isEmpty()) {
            return false;
        }
        Future<?> reading = stuck.get(path);
        return reading != null && !(reading.isDone() && stuck.remove(path, reading));
    }

    /** Those that hang now. */
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(stuck.keySet());
        paths.removeIf(path -> !has(path));
        return paths;
    }
}
