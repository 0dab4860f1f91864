package io.github.homeexporter.host;

import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.Kernel.Space;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One cycle of the collector guests over a Proxmox host made of plain files. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class GuestsBenchmark {
    private static final int SERIES_OF_ONE = 24;

    @Param("50")
    int guests;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private Path root;
    private HostReader reader;

    @Setup
    public void start() throws Exception {
        root = Files.createTempDirectory("guests");
        StringBuilder cards = new StringBuilder("Inter-| Receive | Transmit\n face |bytes|bytes\n");
        write("proc/self/ns/pid", "pid:[4026531836]\n");
        write("proc/self/mountinfo", "80 27 0:48 / /etc/pve rw - fuse /dev/fuse rw\n");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
        for (int i = 0; i < guests; i++) {
            boolean machine = i % 5 == 0;
            String id = String.valueOf(100 + i);
            group(machine ? "qemu.slice/" + id + ".scope" : "lxc/" + id);
            String card = (machine ? "tap" : "veth") + id + "i0";
            cards.append(card).append(": 70000000 70000 0 0 0 0 0 0 41000000 41000 0 0 0 0 0 0\n");
            write("sys/class/net/" + card + "/ifindex", 11 + i + "\n");
        }
        write("proc/net/dev", cards.toString());
        HostOptions options = new HostOptions();
        options.setProcfs(root.resolve("proc").toString());
        options.setSysfs(root.resolve("sys").toString());
        options.setRootfs(root.resolve("root").toString());
        options.setCollectors("guests");
        options.judge(new Bounds(), new HostChoiceOptions(), new HostCommandOptions());
        reader = new HostReader(
                new HostFiles(options),
                options,
                Map.of(),
                path -> new Space(1, 1, 1),
                new ProcessRunner(Map.of(), workers, System::nanoTime),
                System::nanoTime,
                Clock.systemUTC(),
                workers);
        if (cycle().size() < guests * SERIES_OF_ONE) {
            throw new IllegalStateException("not every guest is read");
        }
    }

    @Benchmark
    public Samples cycle() throws InterruptedException {
        return reader.read();
    }

    @TearDown
    public void stop() throws IOException {
        workers.shutdownNow();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void group(String name) throws IOException {
        String group = "sys/fs/cgroup/" + name + "/";
        write(group + "cgroup.events", "populated 1\nfrozen 0\n");
        write(
                group + "cpu.stat",
                "usage_usec 120000000\nuser_usec 80000000\nsystem_usec 40000000\nnr_periods 500\nnr_throttled 25\n"
                        + "throttled_usec 1500000\n");
        write(group + "cpu.max", "150000 100000\n");
        write(group + "memory.current", "536870912\n");
        write(group + "memory.max", "1073741824\n");
        write(group + "memory.swap.current", "0\n");
        // as long as a kernel's
        write(group + "memory.stat", "anon 4\n".repeat(20) + "inactive_file 104857600\n" + "other 1\n".repeat(20));
        write(group + "memory.events", "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n");
        write(group + "pids.current", "41\n");
        for (String resource : new String[] {"cpu", "memory", "io"}) {
            write(
                    group + resource + ".pressure",
                    "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000\n"
                            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=9\n");
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
