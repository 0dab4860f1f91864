package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.report.SystemdUnit;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Units of systemd, by {@code systemctl show}, asked once a minute. */
final class SystemdCollector implements Collector {
    private static final Column STATE =
            gauge(STANDARD, "node_systemd_unit_state", "", "1 for the state the unit is in, 0 for the others.");
    private static final Column UNITS = gauge(STANDARD, "node_systemd_units", "", "Units in each state.");
    private static final Column RUNNING =
            gauge(STANDARD, "node_systemd_system_running", "", "1 when the system is up and no unit has failed.");
    private static final Column RESTARTS = Column.counter(
            STANDARD, "node_systemd_service_restart_total", "", "Times systemd started the service again.");
    private static final List<Column> SOCKET = Column.table("""
            STANDARD COUNTER node_systemd_socket_accepted_connections_total - Connections the socket took.
            STANDARD GAUGE node_systemd_socket_current_connections - Connections the socket has.
            STANDARD COUNTER node_systemd_socket_refused_connections_total - Connections the socket turned away.
            """);
    private static final String PROPERTIES = "--property=Id,ActiveState,Type,NRestarts,NAccepted,NConnections,NRefused";
    private static final List<String> STATES = List.of("active", "activating", "deactivating", "inactive", "failed");
    private static final long BETWEEN = Duration.ofSeconds(60).toNanos();

    private final CollectorContext context;
    private final Crowd crowd;
    private final HostRow running;
    private final HostRow counts;
    private final Map<String, HostRow> rows = new HashMap<>();
    private final Rows restarts;
    private final Rows sockets;
    private List<SystemdUnit> units = List.of();
    private boolean asked;
    private long askedAt;

    SystemdCollector(CollectorContext context) {
        this.context = context;
        crowd = new Crowd("units", "host.unit-exclude", context.options().choice()::isUnitWanted);
        running = context.names().row(List.of(RUNNING));
        restarts = new Rows(context.names(), List.of(RESTARTS));
        sockets = new Rows(context.names(), SOCKET);
        counts = context.names().row(UNITS, Map.of(), "state", STATES);
    }

    @Override
    public void collect(Samples out) throws IOException, InterruptedException {
        if (!context.commands().has(Program.SYSTEMCTL)
                || !context.files().exists(context.files().root("/run/systemd/system"))) {
            return; // another init
        }
        long now = context.nanos().getAsLong();
        if (!asked || now - askedAt >= BETWEEN) {
            units = SystemdUnit.parse(
                    context.commands().output(Command.of(Program.SYSTEMCTL, "show", "*", "--all", PROPERTIES)));
            asked = true;
            askedAt = now;
            rows.keySet()
                    .retainAll(units.stream().map(SystemdCollector::identity).toList());
        }
        int[] inState = new int[STATES.size()];
        boolean failed = false;
        for (SystemdUnit unit : units) {
            int state = STATES.indexOf(unit.state());
            if (state >= 0) {
                inState[state]++;
            }
            failed |= unit.state().equals("failed");
            if (crowd.admits(unit.name())) {
                HostRow row = rows.computeIfAbsent(identity(unit), u -> context.names()
                        .row(STATE, Map.of("name", unit.name(), "type", unit.type()), "state", STATES));
                for (int i = 0; i < STATES.size(); i++) {
                    row.add(out, i, i == state ? 1 : 0);
                }
                counts(unit, out);
            }
        }
        crowd.endOfCycle();
        restarts.endOfCycle();
        sockets.endOfCycle();
        for (int i = 0; i < STATES.size(); i++) {
            counts.add(out, i, inState[i]);
        }
        running.add(out, 0, failed ? 0 : 1);
    }

    private void counts(SystemdUnit unit, Samples out) {
        if (!Double.isNaN(unit.restarts())) {
            restarts.of("name", unit.name()).add(out, 0, unit.restarts());
        }
        if (!Double.isNaN(unit.accepted())) {
            HostRow socket = sockets.of("name", unit.name());
            socket.add(out, 0, unit.accepted());
            socket.add(out, 1, unit.current());
            socket.add(out, 2, unit.refused());
        }
    }

    private static String identity(SystemdUnit unit) {
        return unit.name() + " " + unit.type();
    }
}
