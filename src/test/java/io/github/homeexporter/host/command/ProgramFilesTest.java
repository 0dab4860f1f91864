package io.github.homeexporter.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    void aProgramOfTheSystemIsFoundAlsoBehindALink() throws Exception {
        assertThat(files("/bin/sh").find(Program.ZPOOL)).isEqualTo(Path.of("/bin/sh"));
        assertThat(files("/bin/sh").has(Program.ZPOOL)).isTrue();
    }

    @Test
    void oneThatIsNotThereIsNamedWithThePlacesLookedAt() {
        assertThatThrownBy(() -> new ProgramFiles(Map.of()).find(Program.QM))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("qm: not installed; looked for it at /usr/sbin/qm");
        assertThat(files("/nowhere/zpool").has(Program.ZPOOL)).isFalse();
        assertThatThrownBy(() -> files("/nowhere/zpool").find(Program.ZPOOL))
                .hasMessage("zpool at /nowhere/zpool: is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zpool", "./zpool", "../bin/sh"})
    void aRelativePathIsRefused(String path) {
        assertThatThrownBy(() -> files(path).find(Program.ZPOOL))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessage("zpool at " + path + ": is not an absolute path");
    }

    @Test
    void aProgramInAFolderThatOthersMayWriteToIsRefused() throws Exception {
        Path copy = program("rwxr-xr-x");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(copy, "root");
    }

    @Test
    void aLinkInAFolderThatOthersMayWriteToIsRefused() throws Exception {
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
    void aProgramThatOthersMayWriteIsRefused(String permissions) throws Exception {
        assertRefused(program(permissions), "must belong to root and be writable by root alone");
    }

    @Test
    void whatIsNoProgramIsRefused() throws Exception {
        assertRefused(directory, "is not a regular file");
        assertRefused(program("rw-r--r--"), "is not executable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-x", "sda", "/dev/../etc/passwd", "/dev/sda;reboot", "/dev//sda", "/dev/", "/dev/sda -x", ""})
    void whatIsNoDeviceIsNoArgument(String text) {
        assertThatThrownBy(() -> Operands.device(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("device \"" + text + "\"");
    }

    @Test
    void devicesAndPoolsAreToldFromOptions() {
        assertThat(Operands.device("/dev/disk/by-id/ata-X_1")).isEqualTo("/dev/disk/by-id/ata-X_1");
        assertThat(Operands.isPool("tank 1.a:b")).isTrue();
        assertThat(Operands.isPool("-f")).isFalse();
        assertThat(Operands.isPool("1tank")).isFalse();
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
