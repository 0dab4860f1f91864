package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.Kernel;
import io.github.homeexporter.host.collector.Kernel.Space;
import io.github.homeexporter.host.collector.Kernel.Timex;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** A host made of plain files: a case of src/test/resources/host, copied so that a test can change it between cycles. */
public final class FakeHost implements AutoCloseable {
    public static final Path CASES = Path.of("src/test/resources/host");

    public final HostOptions options = new HostOptions();
    public final HostChoiceOptions choice = new HostChoiceOptions();
    public final HostCommandOptions commandOptions = new HostCommandOptions();
    final Map<String, String> variables = new HashMap<>();
    public final FakeCommands commands = new FakeCommands();
    public Kernel kernel = path -> new Space(1_000_000, 600_000, 500_000, 65_536, 60_000);
    /** What adjtimex(2) tells of a machine that NTP keeps, offset in nanoseconds. */
    private static final long[] TIMEX = {
        0, -1_250_000, 1_310_720, 250_000, 1_500, 0, 7, 1, 32_768_000, 0, 0, 10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final Path root;
    private final Path original;
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-host");
        thread.setDaemon(true);
        return thread;
    });
    private HostReader reader;

    public FakeHost(String name, Path directory) throws IOException {
        original = CASES.resolve(name);
        root = directory;
        copy(original);
        Files.createDirectories(root.resolve("root"));
        options.setProcfs(root.resolve("proc").toString());
        options.setSysfs(root.resolve("sys").toString());
        options.setRootfs(root.resolve("root").toString());
        commandOptions.setSmartDirectory(root.resolve("smart").toString());
        seeWhatProcessOneSees();
    }

    /** Our own table of mounts, in which the host's root is a directory of the test. */
    private void seeWhatProcessOneSees() throws IOException {
        Path first = root.resolve("proc/1/mountinfo");
        if (Files.exists(first)) {
            String below = "$1" + Matcher.quoteReplacement(root.resolve("root").toString());
            String own = Files.readString(first).replaceAll("(?m)^((?:\\S+ ){4})(?=/)", below);
            Files.writeString(root.resolve("proc/self/mountinfo"), own.replace("/root/ ", "/root "));
        }
    }

    public FakeHost naming(Naming naming) {
        options.setNaming(naming);
        return this;
    }

    public FakeHost collectors(String list) {
        options.setCollectors(list);
        return this;
    }

    public FakeHost write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public FakeHost delete(String path) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(path))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return this;
    }

    public FakeHost replace(String path, String what, String by) throws IOException {
        String text = Files.readString(root.resolve(path));
        if (!text.contains(what)) {
            throw new IllegalArgumentException(path + " has no " + what);
        }
        return write(path, text.replace(what, by));
    }

    /** Lays the case's files of the second cycle over those of the first. */
    FakeHost next() throws IOException {
        copy(original.resolve("next"));
        return this;
    }

    public String path(String path) {
        return root.resolve(path).toString();
    }

    public HostReader reader() {
        if (reader == null) {
            Clock clock = Clock.fixed(Instant.ofEpochSecond(1_795_000_000L), ZoneId.of("UTC"));
            HostOptions judged = judged();
            reader = new HostReader(
                    new HostFiles(judged), judged, variables, kernel(), commands, nanos::get, clock, workers);
        }
        return reader;
    }

    private Kernel kernel() {
        return new Kernel() {
            @Override
            public Space space(String path) throws IOException {
                return kernel.space(path);
            }

            @Override
            public Timex timex() {
                ByteBuffer fields = ByteBuffer.allocate(256);
                fields.asLongBuffer().put(TIMEX);
                // these have four bytes
                fields.putInt(40, 0x2001).putInt(160, 37);
                return new Timex(0, fields);
            }
        };
    }

    /** A cycle, ten seconds after the one before: series as text, and their values. */
    public Map<String, Double> poll() throws InterruptedException {
        Map<String, Double> found = new TreeMap<>();
        Samples samples = samples();
        for (int i = 0; i < samples.size(); i++) {
            String series = samples.series(i).toString();
            if (found.put(series, samples.value(i)) != null) {
                throw new AssertionError("twice in one cycle: " + series);
            }
        }
        return found;
    }

    Samples samples() throws InterruptedException {
        Samples samples = reader().read();
        nanos.addAndGet(10_000_000_000L);
        return samples;
    }

    /** Whether nothing goes on beside the cycles. */
    boolean isIdle() {
        return ((ThreadPoolExecutor) workers).getActiveCount() == 0;
    }

    /** As the endpoint judges them before it starts. */
    public HostOptions judged() {
        Bounds bounds = new Bounds();
        options.judge(bounds, choice, commandOptions);
        bounds.orThrow();
        return options;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            !from.equals(original) || !from.relativize(file).startsWith("next"))
                    .forEach(file -> copy(file, root.resolve(from.relativize(file))));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
