package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.LEGACY;
import static io.github.homeexporter.host.table.Column.Form.SHARED;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.proc.ProcStat.LoadAvg;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.List;

/** Load average. In a container it is the host's unless lxcfs runs with --enable-loadavg. */
final class LoadCollector implements Collector {
    private static final List<Column> COLUMNS = List.of(
            gauge(SHARED, "node_load1", "", "Load average of the last minute."),
            gauge(SHARED, "node_load5", "", "Load average of the last 5 minutes."),
            gauge(SHARED, "node_load15", "", "Load average of the last 15 minutes."),
            gauge(LEGACY, "node_procs_total", "", "Threads there are."));

    private final HostFiles files;
    private final HostRow row;

    LoadCollector(CollectorContext context) {
        files = context.files();
        row = context.names().row(COLUMNS);
    }

    @Override
    public void collect(Samples out) throws IOException {
        LoadAvg load = LoadAvg.parse(files.read(files.proc("loadavg")));
        if (Double.isNaN(load.one())) {
            throw new IOException(files.proc("loadavg") + " does not start with a number");
        }
        row.add(out, 0, load.one());
        row.add(out, 1, load.five());
        row.add(out, 2, load.fifteen());
        row.add(out, 3, load.threads(), 1);
    }
}
