package io.github.homeexporter.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.host.proc.BlockIo.DiskStats;
import io.github.homeexporter.host.proc.ProcStat.LoadAvg;
import io.github.homeexporter.host.proc.ProcStat.PidStat;
import io.github.homeexporter.host.proc.ProcStat.Pressure;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a kernel, lxcfs or a torn read gives: a parser answers, and nothing it answers is outside of what it promises. */
class ProcParsersProperties {
    @Provide
    Arbitrary<byte[]> kernelFiles() {
        Arbitrary<String> made = Garbage.texts(
                "kernel-files",
                "cpu",
                "cpu0",
                " ",
                "\n",
                "\t",
                ":",
                "/",
                "-",
                "kB",
                "MemTotal:",
                "some ",
                "full ",
                "total=",
                "(",
                ") S ",
                "eth0:",
                "8:0 ",
                "rbytes=",
                "Read ",
                "Write ",
                "18446744073709551615",
                "-1",
                "0",
                "42",
                "max",
                "\\040",
                "\\9",
                "\u00e9",
                ",",
                "intr",
                "processes",
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
                " - ",
                "ext4",
                "\0");
        return Arbitraries.oneOf(
                made.map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200));
    }

    @Property
    void every_parser_answers(@ForAll("kernelFiles") byte[] file) {
        Kstat.parseNamed(scan(file)).numbers().values().forEach(value -> assertThat(value)
                .isNotEqualTo(Scan.NONE));
        Kstat.parseIo(scan(file)).numbers().values().forEach(value -> assertThat(value)
                .isNotEqualTo(Scan.NONE));
        OwnProcess.mayReadDisks(scan(file));
        ProcStat stat = ProcStat.parse(scan(file));
        assertThat(stat.total() == null || stat.total().length == ProcStat.FIELDS)
                .isTrue();
        assertThat(stat.cpus()).allMatch(cpu -> cpu.ticks().length == ProcStat.FIELDS);
        assertThat(MemInfo.parse(scan(file)).fields().values()).allMatch(field -> field.value() >= 0);
        assertThat(Mount.parse(scan(file))).noneMatch(mount -> mount.point().isEmpty());
        assertThat(DiskStats.parse(scan(file))).noneMatch(disk -> disk.name().isEmpty());
        assertThat(NetDev.parse(scan(file))).noneMatch(device -> device.name().isBlank());
        PidStat pid = PidStat.parse(scan(file));
        assertThat(pid.state() == 0 || Character.isLetter(pid.state())).isTrue();
        assertThat(scan(file).keyed(List.of("intr", "some"))).hasSize(2);
        double load = LoadAvg.parse(scan(file)).one();
        assertThat(Double.isNaN(load) || load >= 0).isTrue();
        assertThat(Pressure.parse(scan(file))).isNotNull();
        assertThat(BlockIo.parseIoStat(scan(file)))
                .allSatisfy((id, io) -> assertThat(id).matches("[0-9:]+"));
        assertThat(BlockIo.parseThrottle(scan(file), scan(file)).keySet()).allMatch(id -> id.matches("[0-9:]+"));
        assertThat(CpuLimit.ofList(scan(file).all())).isBetween(0, 1 << 16);
        double quota = CpuLimit.ofCpuMax(scan(file));
        assertThat(Double.isNaN(quota) || quota > 0).isTrue();
        assertThat(OwnProcess.ticksPerSecond(file)).isBetween(10L, 10_000L);
    }

    @Property
    void a_scan_ends_and_gives_every_line_once(@ForAll("kernelFiles") byte[] file) {
        Scan in = scan(file);
        int lines = 0;
        while (in.line()) {
            lines++;
            while (in.more()) {
                assertThat(in.word()).isNotEmpty();
            }
        }
        int newlines = 0;
        for (byte b : file) {
            newlines += b == '\n' ? 1 : 0;
        }
        boolean torn = file.length > 0 && file[file.length - 1] != '\n';
        assertThat(lines).isEqualTo(newlines + (torn ? 1 : 0));
    }

    private static Scan scan(byte[] file) {
        return new Scan(file, file.length);
    }
}
