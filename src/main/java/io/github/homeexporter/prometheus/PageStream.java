package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.PageWriter.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/** One reader's way through a shared page. A stream cache already, so that Camel does not copy it into one. */
final class PageStream extends InputStream implements StreamCache {
    private final HeldPages pages;
    private final HeldPages.Held held;
    private long at;
    private boolean done;

    PageStream(HeldPages.Held held, HeldPages pages) {
        this.held = held;
        this.pages = pages;
    }

    Format format() {
        return held.format();
    }

    boolean gzip() {
        return held.gzip();
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
        Page page = held.page();
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
        return held.length();
    }

    @Override
    public long position() {
        return at;
    }
}
