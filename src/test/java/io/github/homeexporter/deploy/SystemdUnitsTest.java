package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/systemd/} as systemd itself reads it, and the script that asks the disks. */
@Timeout(60)
class SystemdUnitsTest {
    private static final Path UNITS = Path.of("deploy/systemd");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"host.conf", "lxc.conf", "smart.conf"})
    void systemd_finds_no_fault_with_the_units_and_each_drop_in(String dropIn) throws Exception {
        install(dropIn);
        assertThat(run(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        unit("home-exporter.service"),
                        unit("home-exporter-smart.service"),
                        unit("home-exporter-smart.timer")))
                .isEqualTo("exit 0\n");
    }

    @Test
    void a_fault_would_be_found() throws Exception {
        install("host.conf");
        Path dropIn = folder.resolve("home-exporter.service.d/host.conf");
        Files.writeString(dropIn, Files.readString(dropIn).replace("default", "wat"));
        assertThat(run("systemd-analyze", "verify", "--man=no", unit("home-exporter.service")))
                .contains("Failed to parse");
    }

    /** systemd's own score from 0 (nothing is left to take away) to 10; an unhardened service has 9.6. */
    @ParameterizedTest
    @ValueSource(strings = {"host.conf", "lxc.conf"})
    void the_service_may_do_little(String dropIn) throws Exception {
        install(dropIn);
        assertThat(run(
                        "systemd-analyze",
                        "security",
                        "--no-pager",
                        "--offline=yes",
                        "--threshold=30",
                        unit("home-exporter.service")))
                .endsWith("exit 0\n");
    }

    /** ProtectClock= and @system-service bar adjtimex(2), also where it only reads; noexec is Docker's usual for tmpfs. */
    @Test
    void neither_systemd_nor_docker_bars_what_node_timex_and_inodes_need() throws Exception {
        assertThat(Files.readString(UNITS.resolve("home-exporter.service")).lines())
                .contains("SystemCallFilter=@system-service adjtimex clock_adjtime")
                .noneMatch(line -> line.startsWith("ProtectClock="));
        for (String file : List.of("compose.yaml", "compose.demo.yaml")) {
            String exporter = Files.readString(Path.of("deploy", file))
                    .split("\n  exporter:\n")[1]
                    .split("\n  [a-z]+:\n")[0];
            assertThat(exporter).as(file).contains("/tmp:size=32m,exec");
        }
    }

    @Test
    void the_drop_in_for_lxc_leaves_the_containers_own_proc_alone() throws Exception {
        String lxc = Files.readString(UNITS.resolve("drop-in/lxc.conf"));
        assertThat(lxc.lines())
                .contains(
                        "ProtectKernelTunables=no",
                        "ProtectControlGroups=no",
                        "ProtectProc=default",
                        "ProcSubset=all",
                        "BindReadOnlyPaths=-/proc/cpuinfo -/proc/diskstats -/proc/loadavg -/proc/meminfo -/proc/stat"
                                + " -/proc/swaps -/proc/uptime -/proc/slabinfo");
        assertThat(Files.readString(UNITS.resolve("home-exporter.service")).lines())
                .noneMatch(
                        line -> line.matches("(ProtectKernelTunables|ProtectControlGroups|ProtectProc|ProcSubset)=.*"));
    }

    @Test
    void the_disks_answers_are_left_as_files_also_of_a_failing_disk_and_those_of_gone_disks_go() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path smartctl = bin.resolve("smartctl");
        Files.writeString(smartctl, """
                #!/bin/sh
                case "$*" in
                --scan)
                    echo '/dev/sda -d sat # /dev/sda [SAT], ATA device'
                    echo '# /dev/sdx -d scsi # /dev/sdx, SCSI device open failed'
                    echo '/dev/bus/0 -d megaraid,4 # /dev/bus/0 [megaraid_disk_04], SCSI device' ;;
                *--device=sat*/dev/sda) echo '{"smartctl":{"exit_status":24}}'; exit 24 ;;
                *--device=megaraid,4*/dev/bus/0) echo '{"smartctl":{"exit_status":0}}' ;;
                *) echo '{"unexpected":true}'; exit 1 ;;
                esac
                """);
        assertThat(smartctl.toFile().setExecutable(true)).isTrue();
        Path answers = Files.createDirectories(folder.resolve("smart"));
        Files.writeString(answers.resolve("sdz.json"), "{}");
        String said = run(
                "env",
                "PATH=" + bin + ":/usr/bin:/bin",
                UNITS.resolve("home-exporter-smart").toAbsolutePath().toString(),
                answers.toString());
        assertThat(said).isEqualTo("exit 0\n");
        try (Stream<Path> files = Files.list(answers)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("sda.json", "0-megaraid-4.json");
        }
        assertThat(Files.readString(answers.resolve("sda.json"))).contains("\"exit_status\":24");
    }

    private String unit(String name) {
        return folder.resolve(name).toString();
    }

    /** The units with programs that are there, since systemd looks for them. */
    private void install(String dropIn) throws IOException {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "systemd-analyze")));
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(there, "systemd-analyze is not on the path; Debian's package systemd has it");
        }
        for (String program : List.of("home-exporter", "deploy/systemd/home-exporter-smart")) {
            Path file = folder.resolve("opt").resolve(program);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        try (Stream<Path> files = Files.list(UNITS)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(service|timer)"))
                    .toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        Files.readString(file).replace("/opt/home-exporter", folder.resolve("opt") + ""));
            }
        }
        Path dropIns = Files.createDirectories(folder.resolve("home-exporter.service.d"));
        Files.copy(UNITS.resolve("drop-in").resolve(dropIn), dropIns.resolve(dropIn));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out) + "exit " + process.exitValue() + "\n";
    }
}
