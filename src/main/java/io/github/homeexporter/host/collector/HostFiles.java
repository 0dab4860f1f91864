package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.ProcStat.Pressure;
import io.github.homeexporter.host.proc.Scan;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;

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
    private final HungFiles hung;
    private byte[] buffer = new byte[8192];

    /** Which file is being asked, null between two; read by whoever waits for us. */
    private volatile String at;

    private volatile long since;

    public HostFiles(HostOptions options) {
        this(options.getProcfs(), options.getSysfs(), options.getRootfs());
    }

    public HostFiles(String procfs, String sysfs, String rootfs) {
        this(withoutSlash(procfs), withoutSlash(sysfs), withoutSlash(rootfs), new HungFiles());
    }

    private HostFiles(String procfs, String sysfs, String rootfs, HungFiles hung) {
        this.procfs = procfs;
        this.sysfs = sysfs;
        this.rootfs = rootfs;
        this.hung = hung;
    }

    /** The same roots, for another thread. */
    public HostFiles another() {
        return new HostFiles(procfs, sysfs, rootfs, hung);
    }

    /** Files that do not answer, and that nobody asks again until they do. */
    public HungFiles hung() {
        return hung;
    }

    /**
     * To be asked by another thread that waits for {@code stuck}, which uses these files: whether it hangs at one of them.
     * That file is not asked any more until {@code stuck} has ended.
     *
     * @param patience what a file may take
     * @return the file, null when it hangs at none
     */
    public String leave(Future<?> stuck, Duration patience) {
        String path = at;
        if (path == null || System.nanoTime() - since < patience.toNanos()) {
            return null;
        }
        hung.add(path, stuck);
        return path;
    }

    private void enter(String path) throws IOException {
        if (hung.has(path)) {
            throw new IOException(path + " hangs");
        }
        since = System.nanoTime();
        at = path;
    }

    /** What is asked of a path, which may hang in the kernel. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    /** The answer, or {@code otherwise} when there is none. */
    private <T> T ask(String path, T otherwise, Question<T> question) {
        try {
            enter(path);
            return question.ask();
        } catch (IOException | InvalidPathException e) {
            return otherwise;
        } finally {
            at = null;
        }
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
        enter(path);
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
        } finally {
            at = null;
        }
    }

    /**
     * The file's first bytes, by one call of the kernel, valid until the next reading: all of a file that holds one line, such
     * as each in /sys and /proc/N/stat.
     */
    Scan line(String path) throws IOException {
        enter(path);
        try (FileInputStream in = new FileInputStream(path)) {
            return new Scan(buffer, Math.max(0, in.read(buffer)));
        } finally {
            at = null;
        }
    }

    /** The file's bytes, none when it is missing or not readable. */
    byte[] bytes(String path) {
        return made(path, new byte[0], in -> Arrays.copyOf(buffer, in.size()));
    }

    /** What is made of a whole file, {@code otherwise} when it is missing or not readable. */
    private <T> T made(String path, T otherwise, Function<Scan, T> parser) {
        try {
            return parser.apply(read(path));
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** The file's text without blanks around it, empty when it is missing or not readable. */
    public String text(String path) {
        return made(path, "", in -> in.all().strip());
    }

    /** The file's lines, none when it is missing or not readable. */
    List<String> lines(String path) {
        return made(path, List.of(), in -> in.all().lines().toList());
    }

    /** The first number of a file, {@link Scan#NONE} when it is missing, not readable or something else. */
    long number(String path) {
        try {
            Scan in = line(path);
            in.line();
            return in.number();
        } catch (IOException e) {
            return Scan.NONE;
        }
    }

    /** Numbers by key, as {@link Scan#keyed}; none of a file that is missing or not readable. */
    long[] keyed(String path, List<String> keys) {
        Scan in = made(path, null, whole -> whole);
        return (in == null ? Scan.of("") : in).keyed(keys);
    }

    /** Of kernels without CONFIG_PSI, or booted with psi=0, which have no such files or refuse to read them, nothing is known. */
    Pressure pressure(String path) {
        return made(path, Pressure.UNKNOWN, Pressure::parse);
    }

    /** Target of a symbolic link, empty when it is none. A tree kept as plain files has the target as the file's text. */
    String link(String path) {
        Path link = Path.of(path);
        String target = ask(
                path,
                "",
                () -> Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "");
        return target.isEmpty() ? text(path) : target;
    }

    /** The path without symbolic links, empty when it does not exist. */
    String real(String path) {
        return ask(path, "", () -> Path.of(path).toRealPath().toString());
    }

    /** What tells a file from another that had its name before, empty when that cannot be said. */
    String identity(String path) {
        return ask(path, "", () -> String.valueOf(attributes(path).fileKey()));
    }

    /** What changes when a file is written, also when it keeps its time or its file system has whole seconds only. */
    String version(String path) {
        return ask(path, "", () -> {
            BasicFileAttributes file = attributes(path);
            return file.fileKey() + " " + file.size() + " " + file.lastModifiedTime();
        });
    }

    private static BasicFileAttributes attributes(String path) throws IOException {
        return Files.readAttributes(Path.of(path), BasicFileAttributes.class);
    }

    boolean exists(String path) {
        return ask(path, false, () -> new File(path).exists());
    }

    boolean isDirectory(String path) {
        return ask(path, false, () -> new File(path).isDirectory());
    }

    /** When the file was last written, milliseconds since 1970; 0 when it is missing. */
    long modified(String path) {
        return ask(path, 0L, () -> new File(path).lastModified());
    }

    /** Names in a directory, sorted; empty when there is no such directory. */
    String[] list(String path) {
        String[] names = ask(path, null, () -> new File(path).list());
        if (names == null) {
            return new String[0];
        }
        Arrays.sort(names);
        return names;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Files whose reading has not come back: those of a stopped lxcfs, a broken sensor's. A file is asked again when the thread
     * that hangs in it has returned, so that each costs one thread and nothing else.
     */
    public static final class HungFiles {
        private final Map<String, Future<?>> stuck = new ConcurrentHashMap<>();

        void add(String path, Future<?> reading) {
            stuck.put(path, reading);
        }

        boolean has(String path) {
            if (stuck.isEmpty()) {
                return false;
            }
            Future<?> reading = stuck.get(path);
            return reading != null && !(reading.isDone() && stuck.remove(path, reading));
        }

        /** Those that hang now. */
        public SortedSet<String> paths() {
            SortedSet<String> paths = new TreeSet<>(stuck.keySet());
            paths.removeIf(path -> !has(path));
            return paths;
        }
    }
}
