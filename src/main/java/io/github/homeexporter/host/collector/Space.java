package io.github.homeexporter.host.collector;

import java.io.File;
import java.io.IOException;

/**
 * How full a file system is, bytes.
 *
 * @param free with what is kept for root
 * @param available without it
 */
public record Space(long size, long free, long available) {
    /** Asks the kernel; may hang for ever on a dead network file system. */
    @FunctionalInterface
    public interface Source {
        Space of(String path) throws IOException;
    }

    /** statvfs(3). {@code java.nio.file.FileStore} would look the mount up in the mount table each time. */
    public static Space ofKernel(String path) throws IOException {
        File file = new File(path);
        Space space = new Space(file.getTotalSpace(), file.getFreeSpace(), file.getUsableSpace());
        if (space.size == 0 && !file.exists()) {
            throw new IOException(path + " does not answer");
        }
        return space;
    }
}
