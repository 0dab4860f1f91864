package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;

/** Thermal zones: on many ARM boards the only temperatures there are. */
final class ThermalCollector implements Collector {
    private static final List<Column> COLUMNS =
            List.of(Column.gauge(STANDARD, "node_thermal_zone_temp", "celsius", "Temperature of the zone."));
    private static final String PREFIX = "thermal_zone";
    private static final double MILLI = 1e-3;

    private final HostFiles files;
    private final Rows zones;

    ThermalCollector(CollectorContext context) {
        files = context.files();
        zones = new Rows(context.names(), COLUMNS);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void collect(Samples out) {
        for (String name : files.list(files.sys("class/thermal"))) {
            if (name.startsWith(PREFIX)) {
                String directory = files.sys("class/thermal/" + name);
                long milli = files.number(directory + "/temp");
                if (milli != Scan.NONE && HwmonKind.TEMP_INPUT.isBelievable(milli * MILLI)) {
                    String type = files.text(directory + "/type");
                    zones.of(name + " " + type, () -> Map.of("zone", name.substring(PREFIX.length()), "type", type))
                            .add(out, 0, milli, MILLI);
                }
            }
        }
        zones.endOfCycle();
    }
}
