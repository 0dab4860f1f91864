package io.github.homeexporter.host.collector;

import java.io.IOException;

/** What the kernel tells by a call, and by no file. */
@FunctionalInterface
public interface Kernel {
    /** How full a file system is; may hang for ever on a dead network file system. */
    Space space(String path) throws IOException;

    /**
     * How the clock is kept; null where that cannot be asked.
     *
     * @throws IOException when what asks cannot be loaded, though it could be
     */
    default Timex timex() throws IOException {
        return null;
    }
}
