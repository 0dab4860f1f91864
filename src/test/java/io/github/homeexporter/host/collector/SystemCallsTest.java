package io.github.homeexporter.host.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
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
            assertThat(timex.tickSeconds()).isBetween(0.009, 0.011);
        }
        assertThatThrownBy(() -> kernel.space("/nonexistent/place"))
                .isInstanceOf(IOException.class)
                .hasMessage("/nonexistent/place does not answer");
    }
}
