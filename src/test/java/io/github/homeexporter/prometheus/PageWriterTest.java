package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageWriterTest {
    private final HeldPages pages = new HeldPages(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                1024,
                1025,
                PageWriter.PIECE - 1,
                PageWriter.PIECE,
                PageWriter.PIECE + 1,
                3 * PageWriter.PIECE,
                1_000_000
            })
    void what_was_written_is_read(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (boolean gzip : new boolean[] {false, true}) {
            PageWriter out = new PageWriter(gzip);
            int half = size / 3;
            out.write(bytes, 0, half);
            for (int i = half; i < Math.min(size, half + 100); i++) {
                out.put((char) (bytes[i] & 0xff));
            }
            int rest = Math.min(size, half + 100);
            out.write(bytes, rest, size - rest);
            PageStream read = open(out);
            byte[] got = read.readAllBytes();
            assertThat(got).hasSize((int) read.length());
            assertThat(read.gzip()).isEqualTo(gzip && size > PageWriter.WORTH_COMPRESSING);
            assertThat(read.gzip() ? Pages.unzip(got) : got).isEqualTo(bytes);
        }
    }

    @Test
    void one_byte_at_a_time_is_the_same() throws IOException {
        PageStream read = open(new PageWriter(false).put("a\u00ff"));
        assertThat(read.available()).isEqualTo(3);
        assertThat(new int[] {read.read(), read.read(), read.read(), read.read()})
                .containsExactly('a', 0xc3, 0xbf, -1);
    }

    @Test
    void a_stream_can_be_read_again_and_copied() throws IOException {
        PageStream read = open(new PageWriter(false).put("abc"));
        assertThat(read.readAllBytes()).hasSize(3);
        read.reset();
        assertThat(read.position()).isZero();
        assertThat(read.readAllBytes()).asString().isEqualTo("abc");
        assertThat(((PageStream) read.copy(null)).readAllBytes()).asString().isEqualTo("abc");
    }

    private PageStream open(PageWriter out) {
        return pages.open(pages.hold(out.finish(Format.TEXT), 0, () -> {}));
    }
}
