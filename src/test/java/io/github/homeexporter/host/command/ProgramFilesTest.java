package io.github.homeexporter.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandRefusedException;
import io.github.homeexporter.host.report.SmartTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what root alone can change is started. */
class ProgramFilesTest {
    @TempDir
    Path directory;

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
    }

    @Test
    void a_program_of_the_system_is_found_also_behind_a_link() throws Exception {
        assertThat(files("/bin/sh").find(Program.ZPOOL)).isEqualTo(Path.of("/bin/sh"));
        assertThat(files("/bin/sh").has(Program.ZPOOL)).isTrue();
    }

    @Test
    void one_that_is_not_there_is_named_with_the_places_looked_at() {
        assertThatThrownBy(() -> new ProgramFiles(Map.of()).find(Program.QM))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("qm: not installed; looked for it at /usr/sbin/qm");
        assertThat(files("/nowhere/zpool").has(Program.ZPOOL)).isFalse();
        assertThatThrownBy(() -> files("/nowhere/zpool").find(Program.ZPOOL))
                .hasMessage("zpool at /nowhere/zpool: is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zpool", "./zpool", "../bin/sh"})
    void a_relative_path_is_refused(String path) {
        assertThatThrownBy(() -> files(path).find(Program.ZPOOL))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("zpool at " + path + ": is not an absolute path");
    }

    @Test
    void a_program_in_a_folder_that_others_may_write_to_is_refused() throws Exception {
        Path copy = program("rwxr-xr-x");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(copy, "root");
    }

    @Test
    void a_link_in_a_folder_that_others_may_write_to_is_refused() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/bin/sh"));
        try {
            assertRefused(link, "its folder");
        } finally {
            Files.delete(link);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void a_program_that_others_may_write_is_refused(String permissions) throws Exception {
        assertRefused(program(permissions), "must belong to root and be writable by root alone");
    }

    @Test
    void what_is_no_program_is_refused() throws Exception {
        assertRefused(directory, "is not a regular file");
        assertRefused(program("rw-r--r--"), "is not executable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-x", "sda", "/dev/../etc/passwd", "/dev/sda;reboot", "/dev//sda", "/dev/", "/dev/sda -x", ""})
    void what_is_no_device_is_no_argument(String text) {
        assertThatThrownBy(() -> new SmartTarget(text, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("device \"" + text + "\"");
    }

    @Test
    void devices_are_told_from_options() {
        assertThat(new SmartTarget("/dev/disk/by-id/ata-X_1", "").path()).isEqualTo("/dev/disk/by-id/ata-X_1");
    }

    private void assertRefused(Path path, String reason) {
        assertThatThrownBy(() -> files(path.toString()).find(Program.ZPOOL))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining(reason);
    }

    private Path program(String permissions) throws Exception {
        Path path = Files.writeString(directory.resolve("zpool"), "#!/bin/sh\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static ProgramFiles files(String path) {
        return new ProgramFiles(Map.of(Program.ZPOOL, path));
    }
}
