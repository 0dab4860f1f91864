package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.PageWriter.Page;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The pages that are still being read, kept within a part of the heap: slow readers that come one after the other would
 * otherwise hold one page each. Out of that part, the newest page is shared for ten seconds; after that the oldest is
 * taken from its readers, so that whoever reads too slowly loses, never the next scraper.
 */
final class HeldPages {
    /** How old a page may be, in nanoseconds, that is given to one more reader when the heap's part is used up: as long as Prometheus waits for a scrape unless told otherwise. */
    static final long SHARED_FOR = 10_000_000_000L;

    private final long budget;
    private final Deque<WeakReference<Held>> newestFirst = new ArrayDeque<>();

    /** A page and its readers. Weakly referenced from here: a reader that went away silently is not waited for. */
    static final class Held {
        private final Format format;
        private final boolean gzip;
        private final long length;
        private final long born;
        private volatile Page page;
        private int readers;

        private Held(Page page, long born) {
            this.format = page.format();
            this.gzip = page.gzip();
            this.length = page.length();
            this.born = born;
            this.page = page;
        }

        Format format() {
            return format;
        }

        boolean gzip() {
            return gzip;
        }

        long length() {
            return length;
        }

        /** Null once it was taken back. */
        Page page() {
            return page;
        }
    }

    HeldPages(long budget) {
        this.budget = budget;
    }

    /** A page made a moment ago, when there is no room for another one; else null. */
    synchronized PageStream shared(Format format, boolean gzip, long tick) {
        long footprint = footprint();
        for (WeakReference<Held> reference : newestFirst) {
            Held held = reference.get();
            if (held != null && held.format == format && held.gzip == gzip) {
                boolean room = footprint + held.page.footprint() <= budget;
                return room || tick - held.born > SHARED_FOR ? null : open(held);
            }
        }
        return null;
    }

    /** Makes room for a page; {@code withdrawn} is run for each one that is taken from its readers. */
    synchronized Held hold(Page page, long tick, Runnable withdrawn) {
        while (!newestFirst.isEmpty() && footprint() + page.footprint() > budget) {
            Held oldest = newestFirst.removeLast().get();
            if (oldest != null) {
                oldest.page = null;
                withdrawn.run();
            }
        }
        Held held = new Held(page, tick);
        newestFirst.addFirst(new WeakReference<>(held));
        return held;
    }

    synchronized PageStream open(Held held) {
        held.readers++;
        return new PageStream(held, this);
    }

    synchronized void done(Held held) {
        if (--held.readers == 0) {
            newestFirst.removeIf(reference -> reference.get() == held);
        }
    }

    private long footprint() {
        long sum = 0;
        for (Iterator<WeakReference<Held>> i = newestFirst.iterator(); i.hasNext(); ) {
            Held held = i.next().get();
            if (held == null) {
                i.remove();
            } else {
                sum += held.page.footprint();
            }
        }
        return sum;
    }
}
