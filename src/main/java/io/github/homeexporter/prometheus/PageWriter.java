package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
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

    /** Numbers as both text formats write them, exact: reading one back gives the same double. */
    static final class Numbers {
        /** No number is longer: {@code -2.2250738585072014E-308} has 24 characters. */
        static final int LONGEST = 32;

        /** Up to here a double holds every number of 15 digits, so the digits found are the shortest that mean it. */
        private static final double EXACT = 1e15;

        private static final byte[] NAN = ascii("NaN");
        private static final byte[] POSITIVE = ascii("+Inf");
        private static final byte[] NEGATIVE = ascii("-Inf");

        private Numbers() {}

        /** Writes {@code value} to {@code out} from {@code at} on; returns where it ends. Whole numbers and short decimals allocate nothing. */
        static int write(double value, byte[] out, int at) {
            double magnitude = Math.abs(value);
            if (magnitude < EXACT) {
                long whole = (long) magnitude;
                if (whole == magnitude) {
                    return digits(whole, sign(value, out, at), out);
                }
                if (magnitude >= 1e-3 && magnitude < EXACT / 1e3) {
                    double thousandths = Math.rint(magnitude * 1e3);
                    if (thousandths / 1e3 == magnitude) {
                        return decimal((long) thousandths, 1_000, sign(value, out, at), out);
                    }
                }
                if (magnitude >= 1e-6 && magnitude < EXACT / 1e6) {
                    double millionths = Math.rint(magnitude * 1e6);
                    if (millionths / 1e6 == magnitude) {
                        return decimal((long) millionths, 1_000_000, sign(value, out, at), out);
                    }
                }
            }
            return copy(other(value), out, at);
        }

        private static byte[] other(double value) {
            if (Double.isNaN(value)) {
                return NAN;
            }
            if (Double.isInfinite(value)) {
                return value > 0 ? POSITIVE : NEGATIVE;
            }
            return ascii(Double.toString(value));
        }

        private static int sign(double value, byte[] out, int at) {
            if (Double.doubleToRawLongBits(value) < 0) {
                out[at] = '-';
                return at + 1;
            }
            return at;
        }

        private static int digits(long number, int at, byte[] out) {
            int end = at + 1;
            for (long rest = number / 10; rest != 0; rest /= 10) {
                end++;
            }
            long rest = number;
            for (int i = end - 1; i >= at; i--) {
                out[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            return end;
        }

        private static int decimal(long scaled, long scale, int at, byte[] out) {
            int end = digits(scaled / scale, at, out);
            out[end++] = '.';
            long rest = scaled % scale;
            for (long place = scale / 10; rest != 0; place /= 10) {
                out[end++] = (byte) ('0' + rest / place);
                rest %= place;
            }
            return end;
        }

        private static int copy(byte[] text, byte[] out, int at) {
            System.arraycopy(text, 0, out, at, text.length);
            return at + text.length;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
