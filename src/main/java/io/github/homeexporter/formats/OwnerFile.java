package io.github.homeexporter.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/** A file that the program keeps for itself: only its owner reads it, and a crash leaves the old one or the new one. */
public final class OwnerFile {
    private static final int MOST_BYTES = 1 << 20;

    private OwnerFile() {}

    /**
     * Beside the file first, then over it; makes the folder.
     *
     * @param comment the first line, for whoever looks into it
     */
    public static void write(Path path, Properties content, String comment) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        StringWriter text = new StringWriter();
        content.store(text, comment);
        replace(path, text.toString());
    }

    /** As {@link #write}, for what is no list of properties, in a folder that is there. */
    public static void replace(Path path, String text) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(parent, path.getFileName().toString(), ".new", ownerOnly(parent));
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * What was kept; nothing when there is no file yet.
     *
     * @throws IOException for a folder, a pipe, or what is too large to be ours
     */
    public static Properties read(Path path) throws IOException {
        Properties content = new Properties();
        if (Files.exists(path)) {
            content.load(new StringReader(text(path)));
        }
        return content;
    }

    /** As {@link #read}, for what is no list of properties. */
    public static String text(Path path) throws IOException {
        Optional<String> instead = insteadOfFile(path);
        if (instead.isPresent()) {
            throw new IOException(instead.get());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return utf8(bounded(in).orElseThrow(() -> new IOException("it is larger than 1 MiB")));
        }
    }

    /** All of it; nothing when it is larger than 1 MiB, and no more of it is read. */
    public static Optional<byte[]> bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        return bytes.length > MOST_BYTES ? Optional.empty() : Optional.of(bytes);
    }

    /** @throws IOException that names the first line which is none */
    private static String utf8(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            int at = text.indexOf('\uFFFD');
            long line = 1
                    + text.chars().limit(Math.max(at, 0)).filter(c -> c == '\n').count();
            throw new IOException("line " + line + " is not UTF-8; save the file as UTF-8");
        }
        return text;
    }

    /** What lies under a name where a file is looked for, when it is none; nothing when there is one, or nothing at all. */
    public static Optional<String> insteadOfFile(Path path) {
        if (Files.isDirectory(path)) {
            return Optional.of("it is a folder");
        }
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return Optional.of("it is a link into nothing");
        }
        return Files.exists(path) && !Files.isRegularFile(path)
                ? Optional.of("it is no file, but a pipe or a device")
                : Optional.empty();
    }

    /** Another text when what lies under that name was written, replaced, or may be read or not by now; looked at, not subscribed to. */
    public static String version(Path path) {
        // java.io first: to java.nio a file that is not there is an exception, and most are read from the jar
        if (!path.toFile().exists()) {
            return Files.isSymbolicLink(path) ? "link" : "";
        }
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey() + " " + Files.isReadable(path);
        } catch (IOException e) {
            return "";
        }
    }

    /** Why, for the person who has to mend it. */
    public static String why(IOException e) {
        if (e instanceof AccessDeniedException || e instanceof CharacterCodingException) {
            return e instanceof AccessDeniedException ? "no right to it" : "it is not UTF-8";
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return e instanceof NotDirectoryException ? "it is no folder" : "something of that name is there";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        // the system's own words for a folder opened as a file
        return reason == null
                ? "the system does not say why"
                : reason.replaceFirst("^Is a directory$", "it is a folder");
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
