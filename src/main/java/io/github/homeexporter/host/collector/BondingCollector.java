package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** Bonds: how many interfaces they have, and how many of them have a link. */
final class BondingCollector implements Collector {
    private static final List<Column> COLUMNS = List.of(
            gauge(STANDARD, "node_bonding_slaves", "", "Interfaces of the bond."),
            gauge(STANDARD, "node_bonding_active", "", "Interfaces of the bond that have a link."));

    private final HostFiles files;
    private final Rows bonds;

    BondingCollector(CollectorContext context) {
        files = context.files();
        bonds = new Rows(context.names(), COLUMNS);
    }

    @Override
    public void collect(Samples out) {
        String base = files.sys("class/net/");
        for (String bond : files.text(base + "bonding_masters").split("\\s+")) {
            if (bond.isEmpty()) {
                continue;
            }
            int all = 0;
            int active = 0;
            for (String member : files.text(base + bond + "/bonding/slaves").split("\\s+")) {
                if (!member.isEmpty()) {
                    all++;
                    String directory = base + bond + "/lower_" + member + "/";
                    String state = files.text(directory + "bonding_slave/mii_status");
                    // before Linux 3.13 the link of the interface had to do
                    active += (state.isEmpty() ? files.text(directory + "operstate") : state).equals("up") ? 1 : 0;
                }
            }
            HostRow row = bonds.of("master", bond);
            row.add(out, 0, all);
            row.add(out, 1, active);
        }
        bonds.endOfCycle();
    }
}
