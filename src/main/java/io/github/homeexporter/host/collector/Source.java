package io.github.homeexporter.host.collector;

import java.io.IOException;

/** One of the files a collector reads. */
@FunctionalInterface
interface Source {
    void read() throws IOException;

    /** Reads all of them, though one cannot be read: none depends on another. The first failure is thrown at the end. */
    static void all(Source... sources) throws IOException {
        IOException first = null;
        for (Source source : sources) {
            try {
                source.read();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
