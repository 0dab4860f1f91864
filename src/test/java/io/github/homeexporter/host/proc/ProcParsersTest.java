package io.github.homeexporter.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.proc.BlockIo.DiskStats;
import io.github.homeexporter.host.proc.ProcStat.PidStat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcParsersTest {
    @Test
    void stat_of_an_old_kernel_has_no_guest_time() {
        ProcStat stat = ProcStat.parse(Scan.of("cpu  1 2 3 4 5 6 7\ncpu3 1 2 3 4 5 6 7\nctxt 9\n"));
        assertThat(stat.total()).startsWith(1, 2, 3, 4, 5, 6, 7).endsWith(Scan.NONE, Scan.NONE, Scan.NONE);
        assertThat(stat.cpus()).singleElement().extracting(ProcStat.Cpu::number).isEqualTo("3");
        assertThat(stat.contextSwitches()).isEqualTo(9);
        assertThat(stat.bootTime()).isEqualTo(Scan.NONE);
    }

    @Test
    void a_commands_name_may_hold_brackets_and_blanks() {
        PidStat stat = PidStat.parse(Scan.of("77 (a) Z b) S 1 77 77 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 4 0 100\n"));
        assertThat(stat).isEqualTo(new PidStat('S', 4));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'12 (x', 0", "'12 (x) 5 1', 0"})
    void a_broken_pid_stat_has_no_state(String text, int state) {
        assertThat((int) PidStat.parse(Scan.of(text)).state()).isEqualTo(state);
    }

    @Test
    void interfaces_may_have_no_blank_after_their_colon_or_a_colon_in_their_name() {
        List<NetDev> all =
                NetDev.parse(Scan.of("Inter-|  Receive\n face |bytes\neth0:123 4 0 0 0 0 0 0 456 7\n eth0:1: 5 6\n"));
        assertThat(all).extracting(NetDev::name).containsExactly("eth0", "eth0:1");
        assertThat(all.get(0).counters()).startsWith(123, 4);
        assertThat(all.get(1).counters()).startsWith(5, 6);
    }

    @Test
    void octal_escapes_in_mount_points_are_decoded() {
        List<Mount> mounts = Mount.parse(
                Scan.of(
                        "31 27 8:1 / /srv/a\\040b\\134c\\303\\251 rw,ro shared:1 master:2 - ext4 /dev/sda\\0401 rw\nbroken line\n"));
        assertThat(mounts).singleElement().satisfies(mount -> {
            assertThat(mount.point()).isEqualTo("/srv/a b\\cé");
            assertThat(mount.source()).isEqualTo("/dev/sda 1");
            assertThat(mount.id()).isEqualTo("8:1");
            assertThat(mount.readOnly()).isTrue();
        });
    }

    @Test
    void an_errors_option_is_not_read_only() {
        assertThat(Mount.parse(Scan.of("1 2 8:1 / / rw - ext4 /dev/sda1 rw,errors=remount-ro\n"))
                        .get(0)
                        .readOnly())
                .isFalse();
    }

    @Test
    void kilobytes_become_bytes_and_counts_stay_counts() {
        MemInfo memory = MemInfo.parse(Scan.of("MemTotal:  2097152 kB\nHugePages_Total:   3\nGarbage\n"));
        assertThat(memory.get("MemTotal")).isEqualTo(2147483648L);
        assertThat(memory.get("HugePages_Total")).isEqualTo(3);
        assertThat(memory.get("SwapTotal")).isEqualTo(Scan.NONE);
    }

    @Test
    void a_key_is_a_whole_word() {
        assertThat(Scan.of("pgfault_x 1\npgfault 2\n").keyed(List.of("pgfault", "none")))
                .containsExactly(2, Scan.NONE);
    }

    @ParameterizedTest
    @CsvSource({"'0-3,8', 5", "'', 0", "'0', 1", "'0-7:2/4', 4", "'3-1', 0", "'a-b', 0", "'0-99999999999', 0"})
    void cpu_lists_are_counted(String list, int count) {
        assertThat(CpuLimit.ofList(list)).isEqualTo(count);
    }

    @Test
    void a_quota_is_a_share_of_cpus_and_max_is_none() {
        assertThat(CpuLimit.ofCpuMax(Scan.of("50000 100000\n"))).isEqualTo(0.5);
        assertThat(CpuLimit.ofCpuMax(Scan.of("max 100000\n"))).isNaN();
        assertThat(CpuLimit.ofQuota(-1, 100000)).isNaN();
    }

    @Test
    void clock_ticks_come_from_the_auxiliary_vector_or_are_a_hundred() {
        ByteBuffer words = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
        words.putLong(6).putLong(4096).putLong(17).putLong(250).putLong(0).putLong(0);
        assertThat(OwnProcess.ticksPerSecond(words.array())).isEqualTo(250);
        assertThat(OwnProcess.ticksPerSecond(new byte[5])).isEqualTo(100);
    }

    @Test
    void pages_are_as_large_as_the_auxiliary_vector_says_or_four_kibibytes() {
        ByteBuffer words = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        words.putLong(17).putLong(100).putLong(6).putLong(16384);
        assertThat(OwnProcess.pageSize(words.array())).isEqualTo(16384);
        words.putLong(24, 5000);
        assertThat(OwnProcess.pageSize(words.array())).isEqualTo(4096);
        assertThat(OwnProcess.pageSize(new byte[0])).isEqualTo(4096);
    }

    @Test
    void numbers_too_large_for_a_long_are_the_largest() {
        Scan in = Scan.of("18446744073709551615 -3 12x -\n");
        in.line();
        assertThat(List.of(in.number(), in.number(), in.number(), in.number()))
                .containsExactly(Long.MAX_VALUE, -3L, Scan.NONE, Scan.NONE);
    }

    @Test
    void disk_lines_of_all_kernels_are_read() {
        List<DiskStats> disks = DiskStats.parse(Scan.of("8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n8 16 sdb x\n"));
        assertThat(disks).singleElement().satisfies(disk -> {
            assertThat(disk.fields()).startsWith(1, 2, 3).contains(Scan.NONE);
        });
    }
}
