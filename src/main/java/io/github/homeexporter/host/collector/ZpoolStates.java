package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.report.ZpoolList;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which state a pool is: a series for each state, so that a change of state moves numbers and makes no new series. */
final class ZpoolStates {
    static final Column COLUMN = Column.gauge(
            Form.STANDARD, "node_zfs_zpool_state", "", "1 for the state the pool is in, 0 for the others.");

    private final Names names;
    private final Map<String, HostRow> pools = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    ZpoolStates(Names names) {
        this.names = names;
    }

    /** @param health as ZFS writes it: ONLINE */
    void add(String pool, String health, Samples out) {
        seen.add(pool);
        List<String> states = ZpoolList.STATES;
        HostRow row = pools.computeIfAbsent(pool, name -> names.row(COLUMN, Map.of("zpool", name), "state", states));
        for (int i = 0; i < states.size(); i++) {
            row.add(out, i, ZpoolList.isIn(states.get(i), health));
        }
    }

    void endOfCycle() {
        pools.keySet().retainAll(seen);
        seen.clear();
    }
}
