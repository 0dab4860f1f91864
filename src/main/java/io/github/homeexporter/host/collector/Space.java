package io.github.homeexporter.host.collector;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How full a file system is, bytes and inodes.
 *
 * @param free with what is kept for root
 * @param available without it
 * @param files inodes there are; {@link #UNKNOWN} where only the system call tells
 * @param filesFree inodes that are free
 */
public record Space(long size, long free, long available, long files, long filesFree) {
    static final long UNKNOWN = -1;

    /** Numbers of eight bytes in struct statvfs of 64-bit Linux, by glibc and musl alike: statvfs(3). */
    private static final int FRAGMENT = 1;

    private static final int BLOCKS = 2;
    private static final int FREE = 3;
    private static final int AVAILABLE = 4;
    private static final int FILES = 5;
    private static final int FILES_FREE = 6;

    public Space(long size, long free, long available) {
        this(size, free, available, UNKNOWN, UNKNOWN);
    }

    /** What {@code java.io.File} has of it; {@code java.nio.file.FileStore} would look the mount up in the mount table each time. */
    static Space ofFile(String path) throws IOException {
        File file = new File(path);
        Space space = new Space(file.getTotalSpace(), file.getFreeSpace(), file.getUsableSpace());
        if (space.size == 0 && !file.exists()) {
            throw new IOException(path + " does not answer");
        }
        return space;
    }

    /** @param statvfs the structure, in the machine's byte order */
    static Space decode(ByteBuffer statvfs) {
        long unit = number(statvfs, FRAGMENT);
        return new Space(
                unit * number(statvfs, BLOCKS),
                unit * number(statvfs, FREE),
                unit * number(statvfs, AVAILABLE),
                number(statvfs, FILES),
                number(statvfs, FILES_FREE));
    }

    private static long number(ByteBuffer statvfs, int index) {
        return statvfs.getLong(index * Long.BYTES);
    }
}
