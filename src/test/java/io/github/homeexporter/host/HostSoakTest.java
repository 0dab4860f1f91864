package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSoakTest {
    private static final long HALF_A_MEBIBYTE = 1 << 19;

    @TempDir
    Path directory;

    @Test
    void hundreds_of_cycles_leave_no_memory_no_thread_and_no_file_behind() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        Path work = Files.createDirectory(directory.resolve("host"));
        List<String> lines = ChildProgram.run(directory, ChildProgram.java(HostSoak.class, work.toString()))
                .lines()
                .filter(line -> line.matches("(heap|threads|files) \\d+ \\d+"))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(growth(lines.get(0))).as(lines.get(0)).isLessThan(HALF_A_MEBIBYTE);
        assertThat(growth(lines.get(1))).as(lines.get(1)).isLessThanOrEqualTo(2);
        assertThat(growth(lines.get(2))).as(lines.get(2)).isLessThanOrEqualTo(2);
    }

    private static long growth(String line) {
        String[] words = line.split(" ");
        return Long.parseLong(words[2]) - Long.parseLong(words[1]);
    }
}
