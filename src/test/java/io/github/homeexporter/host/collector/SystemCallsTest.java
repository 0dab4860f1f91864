package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.host.collector.Kernel.Space;
import io.github.homeexporter.host.collector.Kernel.Timex;
import io.github.homeexporter.host.collector.TimeCollector.TimexCollector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The structures of statvfs(3) and adjtimex(2) on 64-bit Linux, and the calls themselves where there is one. */
class SystemCallsTest {
    private static final int OFFSET = 0;
    private static final int TICK = 6;
    private static final int SYNCHRONIZED = 16;

    @Test
    void space_and_inodes_stand_where_the_structure_has_them() {
        ByteBuffer structure = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        structure.asLongBuffer().put(new long[] {4096, 1024, 1000, 600, 500, 77, 33, 30, 9, 4096, 255});
        assertThat(Space.decode(structure)).isEqualTo(new Space(1_024_000, 614_400, 512_000, 77, 33));
    }

    @Test
    void a_clock_that_ntp_keeps_is_told_in_seconds_and_ratios() {
        double[] values = TimexCollector.values(new Timex(0, timex(0x2001)));
        assertThat(values[OFFSET]).isEqualTo(-0.00125);
        assertThat(values[1]).as("frequency").isCloseTo(1.00002, within(1e-12));
        assertThat(values[2]).as("greatest error").isEqualTo(0.25);
        assertThat(values[3]).as("estimated error").isEqualTo(0.0015);
        assertThat(values[4]).as("status").isEqualTo(0x2001);
        assertThat(values[5]).as("time constant").isEqualTo(7);
        assertThat(values[TICK]).isEqualTo(0.01);
        assertThat(values[15]).as("leap seconds").isEqualTo(37);
        assertThat(values[SYNCHRONIZED]).isEqualTo(1);
    }

    @Test
    void without_sta_nano_the_offset_is_microseconds_and_time_error_means_not_synchronized() {
        double[] values = TimexCollector.values(new Timex(5, timex(0x40)));
        assertThat(values[OFFSET]).isEqualTo(-1.25);
        assertThat(values[SYNCHRONIZED]).isZero();
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
    void without_the_library_of_jna_the_rest_of_the_host_is_read() throws Exception {
        Class<?> calls = new WithoutJna().loadClass(SystemCalls.class.getName());
        Object kernel = calls.getDeclaredConstructor().newInstance();
        calls.getMethod("load").invoke(null);
        assertThatThrownBy(() -> calls.getMethod("timex").invoke(kernel))
                .hasRootCauseInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("JNA cannot be loaded")
                .hasMessageContaining("-Djna.tmpdir");
        assertThat(calls.getMethod("space", String.class).invoke(kernel, "/")).isNotNull();
    }

    /** A machine on which JNA cannot be loaded: no such file, or a folder it may not write to or run from. */
    private static final class WithoutJna extends ClassLoader {
        private static final String OURS = SystemCalls.class.getPackageName();

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.sun.jna")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith(OURS)) {
                return known == null ? super.loadClass(name, resolve) : known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
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
            assertThat(TimexCollector.values(timex)[TICK]).isBetween(0.009, 0.011);
        }
        assertThatThrownBy(() -> kernel.space("/nonexistent/place"))
                .isInstanceOf(IOException.class)
                .hasMessage("/nonexistent/place does not answer");
    }
}
