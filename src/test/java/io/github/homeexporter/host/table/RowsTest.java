package io.github.homeexporter.host.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.table.Column.Form;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Naming;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final Rows rows = new Rows(
            new Names(Naming.BOTH, Map.of(), Map.of(), new LongAdder()),
            List.of(Column.gauge(Form.STANDARD, "node_x", "", "")));

    @Test
    void what_is_seen_again_keeps_its_row() {
        HostRow first = rows.of("device", "eth0");
        rows.endOfCycle();
        assertThat(rows.of("device", "eth0")).isSameAs(first);
    }

    @Test
    void what_was_not_seen_for_ten_cycles_is_forgotten() {
        for (int i = 0; i < 1000; i++) {
            rows.of("device", "veth" + i);
            rows.endOfCycle();
        }
        assertThat(rows.size()).isLessThanOrEqualTo(11);
    }
}
