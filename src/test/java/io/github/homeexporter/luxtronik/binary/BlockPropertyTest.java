package io.github.homeexporter.luxtronik.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.luxtronik.binary.Block.OutOfStep;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the answer of a controller: a block, or that it is out of step; never more memory than a block may have. */
class BlockPropertyTest {
    @Provide
    Arbitrary<byte[]> answers() {
        ByteBuffer good = ByteBuffer.allocate(40).putInt(3004).putInt(0).putInt(5);
        for (int i = 0; i < 5; i++) {
            good.putInt(i);
        }
        return Garbage.bytes("luxtronik-blocks", good.array());
    }

    @Property
    void an_answer_is_a_block_or_out_of_step(@ForAll("answers") byte[] answer, @ForAll Block.Kind kind) {
        Block.Reader reader = new Block.Reader(kind);
        int at = 0;
        try {
            while (at < answer.length && reader.missing() > 0) {
                assertThat(reader.missing()).isLessThanOrEqualTo(4 * Block.Reader.MOST);
                int length = Math.min(reader.missing(), answer.length - at);
                Block block = reader.take(Arrays.copyOfRange(answer, at, at + length), length);
                at += length;
                if (block != null) {
                    assertThat(block.values()).hasSizeBetween(1, Block.Reader.MOST);
                    return;
                }
            }
        } catch (OutOfStep e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }
}
