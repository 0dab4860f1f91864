package io.github.homeexporter.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/** A text that is made while it is read. A stream cache already, so that Camel does not copy all of it into one. */
final class JsonStream extends InputStream implements StreamCache {
    private final Supplier<Iterator<String>> text;
    private Iterator<String> pieces;
    private byte[] piece = {};
    private int at;
    private long read;

    /** @param text the same text from its start, each time it is asked for */
    JsonStream(Supplier<Iterator<String>> text) {
        this.text = text;
        this.pieces = text.get();
    }

    @Override
    public int read() {
        return filled() ? piece[at(1)] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        if (count == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int part = Math.min(count, piece.length - at);
        System.arraycopy(piece, at(part), into, from, part);
        return part;
    }

    private boolean filled() {
        while (at == piece.length) {
            if (!pieces.hasNext()) {
                return false;
            }
            piece = pieces.next().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }

    private int at(int further) {
        int before = at;
        at += further;
        read += further;
        return before;
    }

    @Override
    public synchronized void reset() {
        pieces = text.get();
        piece = new byte[0];
        at = 0;
        read = 0;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return new JsonStream(text);
    }

    @Override
    public boolean inMemory() {
        return true;
    }

    /** 0: not known before it is read. */
    @Override
    public long length() {
        return 0;
    }

    @Override
    public long position() {
        return read;
    }
}
