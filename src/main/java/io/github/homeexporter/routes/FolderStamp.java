package io.github.homeexporter.routes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether what lies under a folder's name has changed; counts when it has been the same for two looks, so that half a copy is not read. */
final class FolderStamp {
    private static final long NO_FOLDER = 0;
    private static final long UNREADABLE = -1;

    private final Path folder;
    private long known;
    private long seen;

    /** What lies there now is known. */
    FolderStamp(Path folder) {
        this.folder = folder;
        this.known = now();
        this.seen = known;
    }

    boolean hasSettledAnew() {
        long now = now();
        boolean settled = now == seen;
        seen = now;
        if (!settled || now == known) {
            return false;
        }
        known = now;
        return true;
    }

    /** Whether it was another at the last look than what is known: to be looked at again soon. */
    boolean isUnsettled() {
        return seen != known;
    }

    /** Two folders that differ have two of them, by a chance of one in 2^64. */
    private long now() {
        return of(folder);
    }

    /** Another number when something in the folder came, went, was written, or may be read or not by now. */
    static long of(Path folder) {
        // java.io.File, since an idle program does little else: attributes of java.nio cost several times as much
        String[] names = folder.toFile().list();
        if (names == null) {
            return Files.isDirectory(folder) ? UNREADABLE : NO_FOLDER;
        }
        // a sum, since a listing has no order
        long sum = of(folder.toFile());
        for (String name : names) {
            sum += mixed(name.hashCode(), of(new File(folder.toFile(), name)));
        }
        return sum;
    }

    private static long of(File file) {
        return mixed(mixed(file.canRead() ? 1 : 0, file.lastModified()), file.length());
    }

    /** A step of SplitMix64. */
    private static long mixed(long stamp, long next) {
        long z = (stamp ^ next) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }
}
