package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/deb/check}: the Debian package with its own Java, installed, run, upgraded, removed and purged. */
class DebIT {
    private static final int CANNOT = 77;

    @TempDir
    Path folder;

    @Test
    void the_package_is_installed_and_serves_and_an_upgrade_keeps_the_settings_and_a_purge_leaves_nothing()
            throws Exception {
        Path log = folder.resolve("deb-check.log");
        Process check = new ProcessBuilder("deploy/deb/check")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(check.waitFor(15, TimeUnit.MINUTES)).isTrue();
        } finally {
            // it takes what it mounted away itself
            check.destroy();
        }
        String said = Files.readString(log);
        assumeTrue(check.exitValue() != CANNOT, said);
        assertThat(check.exitValue()).as(said).isZero();
    }
}
