package io.github.homeexporter.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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

    /** Two folders that differ have two of them, by a chance of one in 2^64. */
    private long now() {
        if (!Files.isDirectory(folder)) {
            return NO_FOLDER;
        }
        // a sum, since a listing has no order
        long[] sum = {1};
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> sum[0] += of(file));
        } catch (IOException e) {
            return UNREADABLE;
        }
        return sum[0];
    }

    private static long of(Path file) {
        long stamp = file.getFileName().hashCode();
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            stamp = mixed(stamp, a.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            stamp = mixed(stamp, a.size());
            return mixed(stamp, Objects.hashCode(a.fileKey()));
        } catch (IOException e) {
            return mixed(stamp, -1);
        }
    }

    /** A step of SplitMix64. */
    private static long mixed(long stamp, long next) {
        long z = (stamp ^ next) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }
}
