package io.github.homeexporter.host.collector;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;

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

    /**
     * How full a file system is, bytes and inodes.
     *
     * @param free with what is kept for root
     * @param available without it
     * @param files inodes there are; {@link #UNKNOWN} where only the system call tells
     * @param filesFree inodes that are free
     */
    record Space(long size, long free, long available, long files, long filesFree) {
        static final long UNKNOWN = -1;

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

        /**
         * Of struct statvfs of 64-bit Linux, numbers of eight bytes by glibc and musl alike: statvfs(3).
         *
         * @param statvfs in the machine's byte order
         */
        static Space decode(ByteBuffer statvfs) {
            // f_bsize, f_frsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree
            LongBuffer numbers = statvfs.asLongBuffer();
            long unit = numbers.get(1);
            return new Space(
                    unit * numbers.get(2),
                    unit * numbers.get(3),
                    unit * numbers.get(4),
                    numbers.get(5),
                    numbers.get(6));
        }
    }

    /**
     * How the kernel keeps its clock: struct timex of 64-bit Linux, and what adjtimex(2) returned. Units of the fields as its
     * manual page has them.
     *
     * @param state 5, TIME_ERROR: not synchronized
     */
    record Timex(int state, ByteBuffer fields) {}
}
