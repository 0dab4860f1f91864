package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.GuestName;
import io.github.homeexporter.host.proc.NetDev;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Form;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The guests' network cards by their ends on the host, {@code veth101i0} and {@code tap200i0}. That is a mirror: what the
 * host receives there is what the guest has sent.
 */
final class GuestNetwork {
    private static final List<String> WHAT = List.of("bytes", "packets", "errs", "drop");

    /** Where /proc/net/dev has what the host sends. */
    private static final int SENT = 8;

    static final List<Column> COLUMNS = columns();

    private final HostFiles files;
    private final Rows cards;

    GuestNetwork(HostFiles files, Names names) {
        this.files = files;
        cards = new Rows(names, COLUMNS);
    }

    void collect(Samples out) throws IOException {
        for (NetDev device : NetDev.parse(files.read(files.proc("net/dev")))) {
            GuestName.Card card = GuestName.Card.of(device.name());
            if (card == null) {
                continue;
            }
            // made anew when the guest is started: counters begin anew, too
            long index = files.number(files.sys("class/net/" + device.name() + "/ifindex"));
            HostRow row = cards.of(
                    device.name() + " " + index, () -> Map.of("id", card.guest().key(), "interface", card.name()));
            for (int i = 0; i < WHAT.size(); i++) {
                row.count(out, i, device.counters()[SENT + i], 1);
                row.count(out, WHAT.size() + i, device.counters()[i], 1);
            }
        }
        cards.endOfCycle();
    }

    private static List<Column> columns() {
        List<Column> all = new ArrayList<>();
        for (String direction : List.of("receive", "transmit")) {
            String verb = direction.equals("receive") ? "received" : "sent";
            for (String what : WHAT) {
                all.add(Column.counter(
                        Form.STANDARD,
                        "pve_guest_network_" + direction + "_" + what + "_total",
                        what.equals("bytes") ? "bytes" : "",
                        "Count of " + what + " the guest " + verb + " by this card, as the host's end has it."));
            }
        }
        return List.copyOf(all);
    }
}
