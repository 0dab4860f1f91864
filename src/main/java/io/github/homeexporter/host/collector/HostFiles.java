package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.KeyedNumbers;
import io.github.homeexporter.host.proc.Scan;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/**
 * The only reader of the host's files, under roots that can be changed: a container sees its host's under another path, a
 * test brings its own. Not for use by two threads at a time: the bytes of a reading are overwritten by the next.
 */
public final class HostFiles {
    /** No file under /proc or /sys that is read here comes near this. */
    private static final int MOST_BYTES = 8 << 20;

    private final String procfs;
    private final String sysfs;
    private final String rootfs;
    private byte[] buffer = new byte[8192];

    public HostFiles(String procfs, String sysfs, String rootfs) {
        this.procfs = withoutSlash(procfs);
        this.sysfs = withoutSlash(sysfs);
        this.rootfs = withoutSlash(rootfs);
    }

    /** The same roots, for another thread. */
    HostFiles another() {
        return new HostFiles(procfs, sysfs, rootfs);
    }

    public String proc(String path) {
        return procfs + "/" + path;
    }

    String sys(String path) {
        return sysfs + "/" + path;
    }

    /** Where an absolute path of the host is to be found. */
    String root(String path) {
        return rootfs + path;
    }

    /**
     * The whole file, valid until the next reading.
     *
     * @throws IOException when it is missing, not readable or larger than 8 MiB
     */
    Scan read(String path) throws IOException {
        try (FileInputStream in = new FileInputStream(path)) {
            int length = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length == buffer.length) {
                    if (length >= MOST_BYTES) {
                        throw new IOException(path + " is larger than " + MOST_BYTES + " bytes");
                    }
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
            }
            return new Scan(buffer, length);
        }
    }

    byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(Path.of(path));
    }

    /** The file's text without blanks around it, empty when it is missing or not readable. */
    public String text(String path) {
        try {
            return read(path).all().strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The first number of a file, {@link Scan#NONE} when it is missing, not readable or something else. */
    long number(String path) {
        try {
            Scan in = read(path);
            in.line();
            return in.number();
        } catch (IOException e) {
            return Scan.NONE;
        }
    }

    /** Numbers by key, as {@link KeyedNumbers#parse}; none of a file that is missing or not readable. */
    long[] keyed(String path, List<String> keys) {
        try {
            return KeyedNumbers.parse(read(path), keys);
        } catch (IOException e) {
            return KeyedNumbers.parse(Scan.of(""), keys);
        }
    }

    /** Target of a symbolic link, empty when it is none. A tree kept as plain files has the target as the file's text. */
    String link(String path) {
        try {
            Path link = Path.of(path);
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : text(path);
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    /** The path without symbolic links, empty when it does not exist. */
    String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    /** What tells a file from another that had its name before, empty when that cannot be said. */
    String identity(String path) {
        try {
            Object key = Files.readAttributes(Path.of(path), BasicFileAttributes.class)
                    .fileKey();
            return key == null ? "" : key.toString();
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    boolean exists(String path) {
        return new File(path).exists();
    }

    boolean isDirectory(String path) {
        return new File(path).isDirectory();
    }

    /** When the file was last written, milliseconds since 1970; 0 when it is missing. */
    long modified(String path) {
        return new File(path).lastModified();
    }

    /** Names in a directory, sorted; empty when there is no such directory. */
    String[] list(String path) {
        String[] names = new File(path).list();
        if (names == null) {
            return new String[0];
        }
        Arrays.sort(names);
        return names;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
