package io.github.homeexporter.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that people edit: the one below the working directory, or, where nothing of that name lies there, the one in the jar.
 * What it says, or why it cannot be read.
 */
public final class EditedFile {
    private final String origin;
    private final byte[] bytes;
    private final String fault;

    private EditedFile(String origin, byte[] bytes, String fault) {
        this.origin = origin;
        this.bytes = bytes;
        this.fault = fault;
    }

    /** @param name as in {@code mutate:rules/luxtronik.yaml} */
    public static EditedFile find(String name) {
        return find(Path.of(""), name);
    }

    /** @param directory instead of the working directory */
    public static EditedFile find(Path directory, String name) {
        Path path = directory.resolve(name);
        return Files.exists(path) || Files.isSymbolicLink(path) ? onDisk(path) : shipped(directory, name);
    }

    /** The file of that name and no other. */
    public static EditedFile onDisk(Path path) {
        Optional<String> instead = OwnerFile.insteadOfFile(path);
        if (instead.isPresent()) {
            return unread(path.toString(), instead.get());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in);
        } catch (IOException e) {
            return unread(path.toString(), OwnerFile.why(e));
        }
    }

    /** The one in the jar, whatever lies below the working directory. */
    public static EditedFile shipped(String name) {
        return shipped(Path.of(""), name);
    }

    private static EditedFile shipped(Path directory, String name) {
        try (InputStream in = EditedFile.class.getClassLoader().getResourceAsStream(name)) {
            return in == null
                    ? broken("", "not found, neither in " + directory.toAbsolutePath() + " nor in the jar")
                    : read("the jar", in);
        } catch (IOException e) {
            return unread("the jar", OwnerFile.why(e));
        }
    }

    private static EditedFile read(String origin, InputStream in) throws IOException {
        return OwnerFile.bounded(in)
                .map(bytes -> new EditedFile(origin, bytes, ""))
                .orElseGet(() -> broken(origin, "larger than 1 MiB"));
    }

    private static EditedFile unread(String origin, String why) {
        return broken(origin, "cannot be read: " + why);
    }

    private static EditedFile broken(String origin, String fault) {
        return new EditedFile(origin, new byte[0], fault);
    }

    /** A path, {@code the jar}, or empty when it was not found. */
    public String origin() {
        return origin;
    }

    /** Why it says nothing; empty when it can be read. */
    public Optional<String> fault() {
        return Optional.of(fault).filter(why -> !why.isEmpty());
    }

    /** As UTF-8; what is none becomes U+FFFD, which whoever parses it names with its line. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** UTF-8; what is none comes from a spreadsheet: UTF-16 when it says so, else the letters of Western Europe. */
    public String table() {
        boolean marked = bytes.length > 1 && (bytes[0] & bytes[1] & 0xFF) == 0xFE && bytes[0] != bytes[1];
        try {
            return (marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
