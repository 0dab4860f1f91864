package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/image-check}: the Dockerfile is built without a container engine, and what comes out is run. Its own build by
 * Maven is left out, this one being done; {@code -Dimage.full=true} does it as well.
 */
class ImageIT {
    private static final int CANNOT = 77;

    @TempDir
    Path folder;

    @Test
    void the_image_builds_and_serves() throws Exception {
        Path log = folder.resolve("image-check.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Boolean.getBoolean("image.full")
                                ? List.of("deploy/image-check")
                                : List.of("deploy/image-check", "target"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Process check = builder.start();
        try {
            assertThat(check.waitFor(30, TimeUnit.MINUTES)).isTrue();
        } finally {
            check.descendants().forEach(ProcessHandle::destroy);
            check.destroy();
        }
        String said = Files.readString(log);
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(check.exitValue() != CANNOT, said);
        }
        assertThat(check.exitValue()).as(said).isZero();
    }
}
