package io.github.homeexporter.host;

import com.sun.management.OperatingSystemMXBean;
import io.github.homeexporter.host.collector.HostChoiceOptions;
import io.github.homeexporter.host.collector.HostCommandOptions;
import io.github.homeexporter.host.collector.HostFiles;
import io.github.homeexporter.host.collector.HostOptions;
import io.github.homeexporter.host.collector.SystemCalls;
import io.github.homeexporter.host.command.ProcessRunner;
import io.github.homeexporter.poll.Bounds;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Our collectors and Debian's node_exporter on this machine, turn about in one run: what a collection costs in CPU time, and
 * whether counters lie between our readings before and after theirs. Ours is the collection alone; theirs has the text and
 * HTTP with it.
 */
public final class HostBesideNodeExporter {
    private static final int WARM_UP = 300;
    private static final double TO_MS = 1e-6;

    private HostBesideNodeExporter() {}

    /** @param args collections to measure, milliseconds between them, and {@code all} for what node_exporter has not as well: 200, 100, none */
    public static void main(String[] args) throws Exception {
        int cycles = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        long pause = args.length > 1 ? Long.parseLong(args[1]) : 100;
        ExecutorService workers = Executors.newCachedThreadPool();
        HostOptions options = new HostOptions();
        boolean all = args.length > 2 && args[2].equals("all");
        options.setNaming(all ? Naming.BOTH : Naming.STANDARD);
        // node_exporter's processes are off unless they are asked for
        options.setProcessScan(all);
        options.judge(new Bounds(), new HostChoiceOptions(), new HostCommandOptions());
        HostReader ours = new HostReader(
                new HostFiles(options),
                options,
                Map.of(),
                new SystemCalls(),
                new ProcessRunner(Map.of(), workers, System::nanoTime),
                System::nanoTime,
                Clock.systemUTC(),
                workers);
        try (NodeExporter theirs = NodeExporter.start()) {
            for (int i = 0; i < WARM_UP; i++) {
                ours.read();
            }
            for (int i = 0; i < WARM_UP / 10; i++) {
                theirs.fetch();
            }
            long[] sums = new long[2];
            int series = 0;
            int text = 0;
            for (int i = 0; i < cycles; i++) {
                long start = cpu();
                series = ours.read().size();
                sums[0] += cpu() - start;
                TimeUnit.MILLISECONDS.sleep(pause);
                start = theirs.cpuNanos();
                text = theirs.fetch().split("\n(?!#)").length;
                sums[1] += theirs.cpuNanos() - start;
                TimeUnit.MILLISECONDS.sleep(pause);
            }
            double mine = sums[0] * TO_MS / cycles;
            double other = sums[1] * TO_MS / cycles;
            System.out.printf(
                    Locale.ROOT,
                    "%d collections, %d ms apart: ours %.2f ms CPU (%d series), node_exporter %.2f ms (%d series),"
                            + " ratio %.2f%n",
                    cycles,
                    pause,
                    mine,
                    series,
                    other,
                    text,
                    mine / other);
            System.out.printf(Locale.ROOT, "at an interval of 15 s: %.3f %% of one core%n", mine / 150);
            compare(ours, theirs);
        } finally {
            workers.shutdownNow();
        }
    }

    private static void compare(HostReader ours, NodeExporter theirs) throws Exception {
        Samples before = ours.read();
        Map<String, Double> text = NodeExporter.parsed(theirs.fetch());
        Map<String, Double> after = new HashMap<>();
        Samples last = ours.read();
        for (int i = 0; i < last.size(); i++) {
            after.put(last.series(i).toString(), last.value(i));
        }
        int compared = 0;
        int outside = 0;
        for (int i = 0; i < before.size(); i++) {
            String name = before.series(i).toString();
            Double their = text.get(name);
            Double later = after.get(name);
            boolean total = name.startsWith("node_memory_") && name.contains("Total") || name.contains("_size_bytes");
            boolean counter = before.series(i).family().type() == MetricType.COUNTER;
            if (their != null && later != null && (counter || total)) {
                compared++;
                // idle and I/O wait are computed by the kernel when asked and waver by some ticks
                double waver = counter ? 0.1 : 0;
                if (their < before.value(i) - waver || their > later + waver) {
                    outside++;
                    System.out.println("outside: " + name + " " + before.value(i) + " " + their + " " + later);
                }
            }
        }
        System.out.println(compared + " totals and counters compared, " + outside + " outside our two readings");
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
