package io.github.homeexporter.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    private static final BuildInfo UNKNOWN = new BuildInfo("unknown", "unknown", "unknown", "unknown");

    @Test
    void what_no_build_filled_or_wrote_is_unknown() throws Exception {
        try (InputStream unfilled = Files.newInputStream(Path.of("src/main/resources/build.properties"))) {
            assertThat(BuildInfo.read(unfilled)).isEqualTo(UNKNOWN);
        }
        assertThat(BuildInfo.read(InputStream.nullInputStream())).isEqualTo(UNKNOWN);
    }
}
