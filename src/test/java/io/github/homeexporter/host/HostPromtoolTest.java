package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Prometheus's own linter says of the names of a host with disks, pools and sensors. */
class HostPromtoolTest {
    /** Of the replaced exporter. */
    private static final Pattern INHERITED = Pattern.compile("(disk_(smart|nvme)_\\w+|node_zfs_pool_\\w+_per_sec) .*");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Naming.class)
    void only_inherited_names_are_faulted(Naming naming) throws Exception {
        boolean there = ChildProgram.isInstalled("promtool");
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("promtool is installed in CI")
                .isTrue();
        assumeTrue(there, "needs promtool on the PATH (Debian: prometheus)");
        try (FakeHost host = new FakeHost("storage", directory.resolve("host")).naming(naming)) {
            host.collectors("lm_sensors,zfs,smart");
            for (String name : new String[] {"nvme", "failing", "sas"}) {
                host.write("smart/" + name + ".json", report(name));
            }
            host.commands.answer(Program.SENSORS, 0, report("sensors"), "");
            host.commands.answer(Program.ZPOOL, 0, "tank\t9\t4\t5\t1\t44\t1.00\tONLINE\toff\t0\n", "");
            host.samples();
            Path page = Files.writeString(directory.resolve("page.prom"), page(host.samples()));
            Path out = directory.resolve("promtool.txt");
            Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                    .redirectInput(page.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertThat(promtool.waitFor()).as(() -> read(out)).isIn(0, 3);
            assertThat(Files.readAllLines(out))
                    .allMatch(line -> INHERITED.matcher(line).matches());
        }
    }

    private static String page(Samples samples) {
        Map<String, StringBuilder> families = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            var family = samples.series(i).family();
            String type =
                    family.type().name().toLowerCase(java.util.Locale.ROOT).replace("info", "gauge");
            families.computeIfAbsent(
                            family.name(),
                            name -> new StringBuilder(
                                    "# HELP " + name + " " + family.help() + "\n# TYPE " + name + " " + type + "\n"))
                    .append(samples.series(i))
                    .append(' ')
                    .append(samples.value(i))
                    .append('\n');
        }
        return String.join("", families.values());
    }

    private static String report(String name) throws java.io.IOException {
        return Files.readString(FakeHost.CASES.resolve("reports/" + name + ".json"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
