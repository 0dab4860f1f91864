package io.github.homeexporter.host.collector;

import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A collector and the files only it reads. When one of them hangs, another collector takes the seat that reads all but that
 * file, and the one that hangs is left to itself: so only what stands in that file is lost.
 */
public final class CollectorSeat {
    /** Threads a collector may lose; after that it is waited for. */
    private static final int MOST_LOST = 8;

    private final Function<HostFiles, Collector> maker;
    private final HostFiles roots;
    private final Set<String> lost = new ConcurrentSkipListSet<>();
    private volatile HostFiles files;
    private volatile Collector collector;

    /**
     * What a collector gave in a cycle.
     *
     * @param fault why it is not all, null when it is
     */
    public record Share(Samples samples, String fault) {}

    /** @param maker gives a collector that reads by the files it is given, and by no others */
    public CollectorSeat(Function<HostFiles, Collector> maker, HostFiles roots) {
        this.maker = maker;
        this.roots = roots;
    }

    /** Null until the first cycle, which makes it: it reads files for that. */
    public Collector collector() {
        return collector;
    }

    /** What it can tell now. */
    public Share collect() throws InterruptedException {
        Samples own = new Samples(64);
        try {
            if (collector == null) {
                sit();
            }
            collector.collect(own);
        } catch (IOException e) {
            return new Share(own, sentence(e));
        }
        lost.retainAll(files.hung().paths());
        return new Share(own, lost.isEmpty() ? null : String.join(", ", lost) + " hangs");
    }

    /** Called while {@code stuck} does not return: what to do in its place, null to go on waiting. */
    public Callable<Share> instead(Future<Share> stuck, Duration patience) {
        if (files != null) {
            lost.retainAll(files.hung().paths());
        }
        String path = files != null && lost.size() < MOST_LOST ? files.leave(stuck, patience) : null;
        if (path == null) {
            return null;
        }
        lost.add(path);
        collector = null;
        return this::collect;
    }

    private void sit() {
        HostFiles own = roots.another();
        files = own;
        collector = maker.apply(own);
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
