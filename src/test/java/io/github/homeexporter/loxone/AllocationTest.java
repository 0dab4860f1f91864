package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int VALUES = 1_000;
    /** A column of references and one of doubles; an object a value would be 16 more. */
    private static final int BYTES_A_VALUE = 20;

    @Test
    void known_value_costs_its_place_in_the_columns_and_nothing_else() {
        FakeMiniserver miniserver = new FakeMiniserver();
        miniserver.accept(new Sessions().open().conversation(false));
        ByteBuffer table = ByteBuffer.allocate(24 * VALUES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < VALUES; i++) {
            table.putLong(House.AIR.first()).putLong(House.AIR.second()).putDouble(i);
        }
        table.flip();
        miniserver.table(2, table);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        miniserver.table(2, table);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(miniserver.samples()).hasSize(2 * VALUES + 1);
        assertThat(allocated).isLessThan(VALUES * BYTES_A_VALUE);
    }
}
