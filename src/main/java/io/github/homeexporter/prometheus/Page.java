package io.github.homeexporter.prometheus;

import java.util.List;

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
