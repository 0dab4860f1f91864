package io.github.homeexporter.luxtronik.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.luxtronik.binary.Block.Kind;
import io.github.homeexporter.luxtronik.binary.Block.OutOfStep;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two words ask, one array answers. */
class BlockTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** In as many pieces as there are lengths. */
    private static Block read(Kind kind, byte[] bytes, int... lengths) throws OutOfStep {
        Block.Reader reader = new Block.Reader(kind);
        int at = 0;
        for (int length : lengths) {
            for (int end = at + length; at < end; ) {
                int piece = Math.min(end - at, reader.missing());
                Block block = reader.take(Arrays.copyOfRange(bytes, at, at + piece), piece);
                at += piece;
                if (block != null) {
                    return block;
                }
            }
        }
        return null;
    }

    @ParameterizedTest
    @CsvSource({"PARAMETERS, 00000bbb00000000", "CALCULATIONS, 00000bbc00000000", "VISIBILITIES, 00000bbd00000000"})
    void a_request_is_the_command_and_a_zero(Kind kind, String bytes) {
        assertThat(kind.request()).isEqualTo(hex(bytes));
    }

    @Test
    void there_is_no_request_that_writes() {
        assertThat(Stream.of(Kind.values()).map(kind -> HexFormat.of().formatHex(kind.request())))
                .hasSize(3)
                .noneMatch(request -> request.startsWith("00000bba"));
    }

    @ParameterizedTest
    @CsvSource({
        "V1.80, PARAMETERS, 4352, 1086", "V1.80, CALCULATIONS, 812, 200", "V1.80, VISIBILITIES, 344, 336",
        "V3.78, PARAMETERS, 4308, 1075", "V3.78, CALCULATIONS, 940, 232", "V3.78, VISIBILITIES, 335, 327"
    })
    void both_captured_controllers_are_read(String firmware, Kind kind, int length, int count) throws Exception {
        byte[] answer = Captured.answer(firmware, kind);
        assertThat(answer).hasSize(length);
        Block block = read(kind, answer, length);
        assertThat(block.values()).hasSize(count).isEqualTo(Captured.numbers(firmware, kind, 0));
        assertThat(block.has(count - 1)).isTrue();
        assertThat(block.has(count)).isFalse();
    }

    @Test
    void numbers_are_signed() throws Exception {
        assertThat(read(Kind.PARAMETERS, hex("00000bbb 00000001 fffffe0c"), 12).values())
                .containsExactly(-500);
        assertThat(read(Kind.CALCULATIONS, hex("00000bbc 00000003 00000001 80000000"), 16))
                .satisfies(block -> assertThat(block.status()).isEqualTo(3))
                .satisfies(block -> assertThat(block.values()).containsExactly(Integer.MIN_VALUE));
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_may_be_cut_anywhere(Kind kind) throws Exception {
        byte[] answer = Captured.answer("V1.80", kind);
        int[] whole = Captured.numbers("V1.80", kind, 0);
        for (int cut = 1; cut < answer.length; cut++) {
            assertThat(read(kind, answer, cut, answer.length - cut).values())
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
        int[] single = new int[answer.length];
        Arrays.fill(single, 1);
        assertThat(read(kind, answer, single).values()).isEqualTo(whole);
    }

    @Test
    void of_a_short_answer_nothing_is_used() throws Exception {
        byte[] answer = Captured.answer("V3.78", Kind.CALCULATIONS);
        for (int length = 0; length < answer.length; length += 7) {
            assertThat(read(Kind.CALCULATIONS, answer, length)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"00000000", "ffffffff", "7fffffff", "00001001"})
    void a_count_that_cannot_be_is_refused_before_memory_is_taken(String count) {
        assertThatThrownBy(() -> read(Kind.CALCULATIONS, hex("00000bbc00000000" + count), 12))
                .isInstanceOf(OutOfStep.class)
                .hasMessageContaining("allowed: 1 to 4096");
    }

    @ParameterizedTest
    @CsvSource({"00000bbb00000000 000000c8", "0a0b0c0d00000bbc 00000000"})
    void an_answer_to_something_else_is_out_of_step(String bytes) {
        assertThatThrownBy(() -> read(Kind.CALCULATIONS, hex(bytes), 12))
                .isInstanceOf(OutOfStep.class)
                .hasMessageContaining("where 3004 was asked");
    }
}
