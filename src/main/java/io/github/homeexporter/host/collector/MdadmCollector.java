package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.proc.MdStat;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;

/** Software RAID: /proc/mdstat. */
final class MdadmCollector implements Collector {
    private static final List<Column> COLUMNS = List.of(
            gauge(STANDARD, "node_md_disks_required", "", "Disks the array should have."),
            gauge(STANDARD, "node_md_blocks", "", "Blocks of the array, of 1 KiB."),
            gauge(STANDARD, "node_md_blocks_synced", "", "Blocks that are in step; all of them when nothing goes on."));
    private static final Column DISKS = gauge(STANDARD, "node_md_disks", "", "Disks of the array, by their state.");
    private static final Column STATE =
            gauge(STANDARD, "node_md_state", "", "1 for the state the array is in, 0 for the others.");

    private final HostFiles files;
    private final Rows arrays;
    private final Rows disks;
    private final Rows states;

    MdadmCollector(CollectorContext context) {
        files = context.files();
        arrays = new Rows(context.names(), COLUMNS);
        disks = new Rows(context.names(), List.of(DISKS));
        states = new Rows(context.names(), List.of(STATE));
    }

    @Override
    public void collect(Samples out) {
        for (MdStat array : MdStat.parse(files.lines(files.proc("mdstat")))) {
            HostRow row = arrays.of("device", array.name());
            row.add(out, 0, array.required(), 1);
            row.add(out, 1, array.blocks(), 1);
            row.add(out, 2, array.synced(), 1);
            array.disks().forEach((state, count) -> of(disks, array, state).add(out, 0, count));
            for (String state : MdStat.STATES) {
                of(states, array, state).add(out, 0, state.equals(array.state()) ? 1 : 0);
            }
        }
        arrays.endOfCycle();
        disks.endOfCycle();
        states.endOfCycle();
    }

    private static HostRow of(Rows rows, MdStat array, String state) {
        return rows.of(array.name() + " " + state, () -> Map.of("device", array.name(), "state", state));
    }
}
