package io.github.homeexporter.prometheus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes pages to files so that a reader never sees half of one: beside it, onto the disk, and then in its place at once. */
final class TextFiles {
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private TextFiles() {}

    /**
     * Whatever goes wrong, the file that was there before stays as it was.
     *
     * @throws IOException when the folder or the disk does not allow it
     */
    static void write(Path file, Page page) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Files.createDirectories(folder);
        // no name that ends in .prom: node_exporter would read it while it is written
        Path beside = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                long left = page.length();
                for (byte[] piece : page.pieces()) {
                    ByteBuffer part = ByteBuffer.wrap(piece, 0, (int) Math.min(left, piece.length));
                    while (part.hasRemaining()) {
                        left -= channel.write(part);
                    }
                }
                channel.force(true);
            }
            if (Files.getFileStore(beside).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(beside, READABLE);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
