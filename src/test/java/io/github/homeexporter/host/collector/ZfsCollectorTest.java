package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.FakeCommands;
import io.github.homeexporter.host.FakeHost;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZfsCollectorTest {
    private static final String SUCCESS = "home_exporter_host_collector_success{collector=\"zpool\"}";

    @TempDir
    Path directory;

    /** What a pool has, in the order in which zpool itself shows it, with columns nobody asked for. */
    private final Map<String, String> pool = new LinkedHashMap<>();

    ZfsCollectorTest() {
        String[] columns = {
            "name=tank",
            "size=1000000",
            "allocated=420000",
            "free=580000",
            "checkpoint=-",
            "expandsize=-",
            "fragmentation=7",
            "capacity=42",
            "dedupratio=1.05",
            "health=ONLINE",
            "altroot=-",
            "readonly=off",
            "freeing=0"
        };
        for (String column : columns) {
            pool.put(column.substring(0, column.indexOf('=')), column.substring(column.indexOf('=') + 1));
        }
    }

    @Test
    void the_columns_that_are_asked_for_are_the_ones_that_are_read() throws Exception {
        try (FakeHost host = zpool()) {
            assertThat(host.poll())
                    .containsEntry("node_zfs_zpool_size_bytes{zpool=\"tank\"}", 1_000_000.0)
                    .containsEntry("node_zfs_zpool_allocated_bytes{zpool=\"tank\"}", 420_000.0)
                    .containsEntry("node_zfs_zpool_free_bytes{zpool=\"tank\"}", 580_000.0)
                    .containsEntry("node_zfs_zpool_capacity_ratio{zpool=\"tank\"}", 0.42)
                    .containsEntry("node_zfs_zpool_fragmentation_ratio{zpool=\"tank\"}", 0.07)
                    .containsEntry("node_zfs_zpool_dedup_ratio{zpool=\"tank\"}", 1.05)
                    .containsEntry("node_zfs_zpool_readonly{zpool=\"tank\"}", 0.0)
                    .containsEntry("node_zfs_pool_capacity_percent" + legacy("ONLINE"), 42.0);
            assertThat(host.commands.asked.get(0).arguments()).startsWith("list", "-H", "-p", "-o");
        }
    }

    @Test
    void what_zpool_does_not_know_is_left_out() throws Exception {
        pool.put("fragmentation", "-");
        pool.put("dedupratio", "1.00x");
        pool.put("capacity", "42%");
        try (FakeHost host = zpool()) {
            assertThat(host.poll())
                    .doesNotContainKey("node_zfs_zpool_fragmentation_ratio{zpool=\"tank\"}")
                    .containsEntry("node_zfs_zpool_capacity_ratio{zpool=\"tank\"}", 0.42)
                    .containsEntry("node_zfs_zpool_dedup_ratio{zpool=\"tank\"}", 1.0);
        }
    }

    @Test
    void a_pool_that_degrades_moves_numbers_and_makes_no_new_series() throws Exception {
        try (FakeHost host = zpool()) {
            host.delete("proc/spl/kstat/zfs/tank/state");
            Map<String, Double> before = host.poll();
            assertThat(before).containsEntry(state("online"), 1.0).containsEntry(state("degraded"), 0.0);
            pool.put("health", "DEGRADED");
            pool.put("fragmentation", "8");
            for (int i = 0; i < 5; i++) {
                assertThat(host.poll()).as("its last answer holds for a minute").containsEntry(state("online"), 1.0);
            }
            Map<String, Double> after = host.poll();
            assertThat(after).containsEntry(state("online"), 0.0).containsEntry(state("degraded"), 1.0);
            assertThat(states(after)).isEqualTo(states(before)).hasSize(7);
        }
    }

    @Test
    void the_kernels_state_counts_where_there_is_one() throws Exception {
        pool.put("health", "ONLINE");
        try (FakeHost host = new FakeHost("storage", directory).collectors("zfs")) {
            host.commands.answer(Program.ZPOOL, this::answer);
            host.write("proc/spl/kstat/zfs/tank/state", "SUSPENDED\n");
            assertThat(host.poll()).containsEntry(state("suspended"), 1.0).containsEntry(state("online"), 0.0);
        }
    }

    @Test
    void no_pools_are_no_fault() throws Exception {
        try (FakeHost host = zpool()) {
            host.commands.answer(Program.ZPOOL, 0, "", "no pools available\n");
            assertThat(host.poll())
                    .containsEntry(SUCCESS, 1.0)
                    .doesNotContainKey("node_zfs_zpool_size_bytes{zpool=\"tank\"}");
        }
    }

    @Test
    void a_zpool_that_fails_costs_only_its_own_samples() throws Exception {
        try (FakeHost host = new FakeHost("storage", directory).collectors("zfs")) {
            host.commands.answer(Program.ZPOOL, 1, "", "internal error: cannot open\n");
            assertThat(host.poll())
                    .containsEntry(SUCCESS, 0.0)
                    .containsEntry("node_zfs_zpool_dataset_reads{dataset=\"tank\",zpool=\"tank\"}", 20.0);
            assertThat(host.reader().faults()).containsOnlyKeys("zpool");
            host.commands.answer(Program.ZPOOL, 0, "tank\t1\t2\n", "");
            host.poll();
            assertThat(host.reader().faults().get("zpool")).contains("3 columns instead of 10");
        }
    }

    @Test
    void where_the_device_is_missing_zpool_is_not_run() throws Exception {
        try (FakeHost host = zpool()) {
            host.delete("root/dev/zfs");
            assertThat(host.poll()).containsEntry(SUCCESS, 1.0);
            assertThat(host.commands.asked).isEmpty();
        }
    }

    @Test
    void the_kernels_counters_need_no_command() throws Exception {
        try (FakeHost host = new FakeHost("storage", directory).collectors("zfs")) {
            assertThat(host.poll())
                    .containsEntry(state("online"), 1.0)
                    .containsEntry("node_zfs_arc_hits", 8_772_612.0)
                    .containsEntry("node_zfs_arc_memory_available_bytes", -4096.0)
                    .containsEntry("node_zfs_zpool_nread{zpool=\"old\"}", 1_884_160.0)
                    .containsEntry("node_zfs_zpool_dataset_nwritten{dataset=\"tank/my data\",zpool=\"tank\"}", 500.0)
                    .doesNotContainKey("node_zfs_pool_read_ops_per_sec" + legacy("ONLINE"));
            host.replace("proc/spl/kstat/zfs/tank/objset-0x36", "2000", "7000");
            assertThat(host.poll())
                    .containsEntry("node_zfs_pool_read_bytes_per_sec" + legacy("ONLINE"), 500.0)
                    .containsEntry("node_zfs_pool_write_bytes_per_sec" + legacy("ONLINE"), 0.0);
            host.delete("proc/spl/kstat/zfs/tank/objset-0x41");
            assertThat(host.poll())
                    .doesNotContainKey("node_zfs_zpool_dataset_nwritten{dataset=\"tank/my data\",zpool=\"tank\"}");
        }
    }

    private FakeHost zpool() throws Exception {
        FakeHost host = new FakeHost("storage", directory).collectors("zpool");
        host.commands.answer(Program.ZPOOL, this::answer);
        return host;
    }

    private CommandResult answer(Command command) {
        int at = command.arguments().indexOf("-o") + 1;
        List<String> words = new ArrayList<>();
        if (at == 0) { // as without -o: eleven columns
            words.addAll(new ArrayList<>(pool.values()).subList(0, 11));
        } else {
            for (String column : command.arguments().get(at).split(",")) {
                words.add(pool.get(column));
            }
        }
        return FakeCommands.result(0, String.join("\t", words) + "\n", "");
    }

    private static List<String> states(Map<String, Double> found) {
        return found.keySet().stream()
                .filter(series -> series.startsWith("node_zfs_zpool_state"))
                .toList();
    }

    private static String state(String state) {
        return "node_zfs_zpool_state{state=\"" + state + "\",zpool=\"tank\"}";
    }

    private static String legacy(String health) {
        return "{health=\"" + health + "\",host_name=\"attic\",instance=\"host-attic\",pool=\"tank\"}";
    }
}
