package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.PageWriter.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

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
        /** Null once it was taken back. */
        private volatile Page page;

        private int readers;

        private Held(Page page, long born) {
            this.format = page.format();
            this.gzip = page.gzip();
            this.length = page.length();
            this.born = born;
            this.page = page;
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

    /** One reader's way through a shared page. A stream cache already, so that Camel does not copy it into one. */
    static final class PageStream extends InputStream implements StreamCache {
        private final HeldPages pages;
        private final HeldPages.Held held;
        private long at;
        private boolean done;

        PageStream(HeldPages.Held held, HeldPages pages) {
            this.held = held;
            this.pages = pages;
        }

        Format format() {
            return held.format;
        }

        boolean gzip() {
            return held.gzip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (at == length()) {
                close();
                return -1;
            }
            Page page = held.page;
            if (page == null) {
                throw new IOException("the page was taken back: it was read too slowly");
            }
            int offset = (int) (at % PageWriter.PIECE);
            int part = (int) Math.min(Math.min(count, PageWriter.PIECE - offset), length() - at);
            System.arraycopy(page.pieces().get((int) (at / PageWriter.PIECE)), offset, into, from, part);
            at += part;
            return part;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length() - at);
        }

        @Override
        public void close() {
            if (!done) {
                done = true;
                pages.done(held);
            }
        }

        @Override
        public synchronized void reset() {
            at = 0;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            transferTo(out);
        }

        @Override
        public StreamCache copy(Exchange exchange) {
            return pages.open(held);
        }

        @Override
        public boolean inMemory() {
            return true;
        }

        @Override
        public long length() {
            return held.length;
        }

        @Override
        public long position() {
            return at;
        }
    }
}
