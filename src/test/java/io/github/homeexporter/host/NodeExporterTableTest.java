package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.re2j.Pattern;
import io.github.homeexporter.sample.Naming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of one machine, read by node_exporter and by us, series by series; {@code -Dgolden.update=true} writes what came
 * out into docs/host-node-exporter.md.
 */
class NodeExporterTableTest {
    private static final Path DOCUMENT = Path.of("docs/host-node-exporter.md");
    private static final String BEGIN = "<!-- families: written by NodeExporterTableTest -->\n";
    private static final String END = "<!-- end of families -->";

    /** Families that are not served, or not with the same value, and why. */
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        reason("node_scrape_collector_(duration_seconds|success)", "as `home_exporter_host_collector_*`");
        reason("node_exporter_build_info", "as `home_exporter_build_info`");
        reason("node_time_seconds", "the moment of the reading, so never equal");
        reason("node_textfile_mtime_seconds", "the same; the file is copied for the comparison");
        reason(
                "node_timex_.*",
                "as the machine's clock is: the files' machine has none; `SystemCallsTest` holds the decoding");
        reason("node_selinux_.*", "SELinux: two settings that do not change");
        reason("node_disk_info", "udev's names of a disk: `smart_device_info` has model and serial number");
        reason("node_uname_info", "from /proc/sys/kernel; node_exporter asks the kernel, which cannot be another's");
        reason("node_network_info", "with `adminstate`, as node_exporter has it since 1.6");
        reason("node_btrfs_global_rsv_size_bytes", "as the file says; node_exporter 1.5 says 0");
    }

    @TempDir
    Path directory;

    private final Map<String, Double> theirs = new TreeMap<>();
    private final Map<String, Double> ours = new TreeMap<>();

    private static void reason(String family, String why) {
        REASONS.put(Pattern.compile(family), why);
    }

    @BeforeEach
    void readBoth() throws Exception {
        boolean there = ChildProgram.isInstalled(NodeExporter.PROGRAM);
        assumeTrue(there, "needs prometheus-node-exporter on the PATH (Debian: prometheus-node-exporter)");
        try (FakeHost host = new FakeHost("server", directory).naming(Naming.STANDARD)) {
            host.commandOptions.setTextfileDirectory(host.path("textfile"));
            ours.putAll(host.poll());
            assertThat(host.reader().faults()).isEmpty();
            try (NodeExporter exporter = NodeExporter.start(
                    "--path.procfs=" + host.path("proc"),
                    "--path.sysfs=" + host.path("sys"),
                    "--path.rootfs=" + host.path("root"),
                    "--collector.textfile.directory=" + host.path("textfile"),
                    "--no-collector.filesystem",
                    "--no-collector.netdev.netlink",
                    "--no-collector.systemd")) {
                NodeExporter.parsed(exporter.fetch()).forEach((series, value) -> {
                    if (series.startsWith("node_")) {
                        theirs.put(sorted(series), value);
                    }
                });
            }
        }
    }

    @Test
    void every_series_of_node_exporter_is_served_or_its_absence_explained() throws Exception {
        Map<String, List<String>> missing = new TreeMap<>();
        TreeSet<String> families = new TreeSet<>();
        theirs.forEach((series, value) -> {
            String family = series.replaceFirst("\\{.*", "");
            families.add(family);
            Double our = ours.get(series);
            if (our == null || Math.abs(our - value) > 1e-9 * Math.abs(value)) {
                missing.computeIfAbsent(family, f -> new ArrayList<>()).add(series + " " + value + " but " + our);
            }
        });
        Map<String, List<String>> unexplained = new TreeMap<>(missing);
        unexplained.keySet().removeIf(family -> !why(family).isEmpty());
        assertThat(unexplained).isEmpty();
        StringBuilder table = new StringBuilder("| family | node_exporter | here |\n|---|---|---|\n");
        for (String family : families) {
            long series = theirs.keySet().stream()
                    .filter(s -> s.replaceFirst("\\{.*", "").equals(family))
                    .count();
            String here = missing.containsKey(family) ? why(family) : "the same";
            table.append("| `")
                    .append(family)
                    .append("` | ")
                    .append(series)
                    .append(" | ")
                    .append(here)
                    .append(" |\n");
        }
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        if (Boolean.getBoolean("golden.update")) {
            text = text.substring(0, begin) + table + text.substring(text.indexOf(END));
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text).contains(BEGIN + table + END);
    }

    private static String why(String family) {
        return REASONS.entrySet().stream()
                .filter(entry -> entry.getKey().matches(family))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Labels in the order ours are in, and a trailing comma of a label that was left out removed. */
    private static String sorted(String series) {
        int brace = series.indexOf('{');
        if (brace < 0) {
            return series;
        }
        String inside = series.substring(brace + 1, series.length() - 1);
        String joined = String.join(",", new TreeSet<>(List.of(inside.split(",(?=[a-z_]+=\")"))));
        joined = joined.endsWith(",") ? joined.substring(0, joined.length() - 1) : joined;
        return joined.isEmpty() ? series.substring(0, brace) : series.substring(0, brace) + "{" + joined + "}";
    }
}
