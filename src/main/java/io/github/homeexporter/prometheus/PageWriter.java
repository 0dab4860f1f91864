package io.github.homeexporter.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Collects a page in pieces of one size, so that nothing is copied when it grows and no large array outlives it. When it is
 * to be compressed, that happens piece by piece: the plain text of a large page never lies in memory as a whole.
 */
final class PageWriter extends OutputStream {
    static final int PIECE = 32 * 1024;

    /** A smaller page is sent as it is: compressing costs more than it saves. */
    static final int WORTH_COMPRESSING = 1024;

    private final boolean gzip;
    private final List<byte[]> pieces = new ArrayList<>();
    private final byte[] number = new byte[Numbers.LONGEST];
    private byte[] piece = new byte[PIECE];
    private int used;
    private PageWriter compressed;
    private GZIPOutputStream zip;

    PageWriter(boolean gzip) {
        this.gzip = gzip;
    }

    @Override
    public void write(int b) {
        if (used == PIECE) {
            full();
        }
        piece[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (used == PIECE) {
                full();
            }
            int part = Math.min(length - done, PIECE - used);
            System.arraycopy(bytes, from + done, piece, used, part);
            used += part;
            done += part;
        }
    }

    PageWriter put(byte[] bytes) {
        write(bytes, 0, bytes.length);
        return this;
    }

    PageWriter put(char ascii) {
        write(ascii);
        return this;
    }

    PageWriter put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    PageWriter put(double value) {
        write(number, 0, Numbers.write(value, number, 0));
        return this;
    }

    /** Nothing may be written after it. */
    Page finish(Format format) {
        if (!gzip || (zip == null && used <= WORTH_COMPRESSING)) {
            pieces.add(piece);
            return new Page(format, false, pieces, (pieces.size() - 1L) * PIECE + used);
        }
        try {
            compress();
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Page plain = compressed.finish(format);
        return new Page(format, true, plain.pieces(), plain.length());
    }

    private void full() {
        if (gzip) {
            try {
                compress();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            pieces.add(piece);
            piece = new byte[PIECE];
        }
        used = 0;
    }

    private void compress() throws IOException {
        if (zip == null) {
            compressed = new PageWriter(false);
            zip = new FastGzip(compressed);
        }
        zip.write(piece, 0, used);
    }

    /** Level 1: half the time of the usual 6, and metrics shrink to a tenth all the same. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(1);
        }
    }

    /**
     * A rendered page. Many readers share one.
     *
     * @param pieces each of {@link PageWriter#PIECE} bytes, the last one filled in part
     * @param length bytes of the whole
     */
    record Page(Format format, boolean gzip, List<byte[]> pieces, long length) {
        /** What of the heap it holds. */
        long footprint() {
            return (long) pieces.size() * PageWriter.PIECE;
        }
    }
}
