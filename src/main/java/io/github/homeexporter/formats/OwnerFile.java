package io.github.homeexporter.formats;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** A file that the program keeps for itself: only its owner reads it, and a crash leaves the old one or the new one. */
public final class OwnerFile {
    private OwnerFile() {}

    /**
     * Beside the file first, then over it; makes the folder.
     *
     * @param comment the first line, for whoever looks into it
     */
    public static void write(Path path, Properties content, String comment) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        StringWriter text = new StringWriter();
        content.store(text, comment);
        Path fresh = Files.createTempFile(parent, path.getFileName().toString(), ".new", ownerOnly(parent));
        try {
            Files.writeString(fresh, text.toString());
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
