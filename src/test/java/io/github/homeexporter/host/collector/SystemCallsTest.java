package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The structures of statvfs(3) and adjtimex(2) on 64-bit Linux, and the calls themselves where there is one. */
class SystemCallsTest {
    @Test
    void space_and_inodes_stand_where_the_structure_has_them() {
        ByteBuffer structure = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        structure.asLongBuffer().put(new long[] {4096, 1024, 1000, 600, 500, 77, 33, 30, 9, 4096, 255});
        assertThat(Space.decode(structure)).isEqualTo(new Space(1_024_000, 614_400, 512_000, 77, 33));
    }

    @Test
    void a_clock_that_ntp_keeps_is_told_in_seconds_and_ratios() {
        ByteBuffer fields = timex(0x2001);
        Timex timex = new Timex(0, fields);
        assertThat(timex.offsetSeconds()).isEqualTo(-0.00125);
        assertThat(timex.frequencyRatio()).isCloseTo(1.00002, within(1e-12));
        assertThat(timex.maxErrorSeconds()).isEqualTo(0.25);
        assertThat(timex.estimatedErrorSeconds()).isEqualTo(0.0015);
        assertThat(timex.status()).isEqualTo(0x2001);
        assertThat(timex.loopTimeConstant()).isEqualTo(7);
        assertThat(timex.tickSeconds()).isEqualTo(0.01);
        assertThat(timex.taiOffsetSeconds()).isEqualTo(37);
        assertThat(timex.synchronization()).isEqualTo(1);
    }

    @Test
    void without_sta_nano_the_offset_is_microseconds_and_time_error_means_not_synchronized() {
        Timex timex = new Timex(5, timex(0x40));
        assertThat(timex.offsetSeconds()).isEqualTo(-1.25);
        assertThat(timex.synchronization()).isZero();
    }

    private static ByteBuffer timex(int status) {
        ByteBuffer fields = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(8, -1_250_000)
                .putLong(16, 1_310_720)
                .putLong(24, 250_000)
                .putLong(32, 1_500);
        return fields.putInt(40, status).putLong(48, 7).putLong(88, 10_000).putInt(160, 37);
    }

    @Test
    void this_machine_says_the_same_by_the_calls_as_by_java() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "needs Linux");
        SystemCalls kernel = new SystemCalls();
        SystemCalls.load();
        Space space = kernel.space("/");
        assertThat(space.size()).isEqualTo(Path.of("/").toFile().getTotalSpace());
        assertThat(space.filesFree()).isBetween(0L, space.files());
        Timex timex = kernel.timex();
        if (timex != null) {
            assertThat(timex.tickSeconds()).isBetween(0.009, 0.011);
        }
        assertThatThrownBy(() -> kernel.space("/nonexistent/place"))
                .isInstanceOf(IOException.class)
                .hasMessage("/nonexistent/place does not answer");
    }
}
