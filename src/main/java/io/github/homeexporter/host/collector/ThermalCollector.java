package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;

/** Thermal zones, on many ARM boards the only temperatures there are, and what cools them. */
final class ThermalCollector implements Collector {
    private static final List<Column> COLUMNS =
            List.of(Column.gauge(STANDARD, "node_thermal_zone_temp", "celsius", "Temperature of the zone."));
    private static final List<Column> COOLING = List.of(
            Column.gauge(STANDARD, "node_cooling_device_cur_state", "", "Step the cooling device is at, 0 for off."),
            Column.gauge(STANDARD, "node_cooling_device_max_state", "", "Most the cooling device can do."));
    private static final HwmonKind TEMPERATURE = HwmonKind.of("temp1", "input", false);
    private static final String PREFIX = "thermal_zone";
    private static final String DEVICE = "cooling_device";
    private static final double MILLI = 1e-3;

    private final HostFiles files;
    private final Rows zones;
    private final Rows devices;

    ThermalCollector(CollectorContext context) {
        files = context.files();
        zones = new Rows(context.names(), COLUMNS);
        devices = new Rows(context.names(), COOLING);
    }

    @Override
    public void collect(Samples out) {
        for (String name : files.list(files.sys("class/thermal"))) {
            if (name.startsWith(PREFIX)) {
                String directory = files.sys("class/thermal/" + name);
                long milli = files.number(directory + "/temp");
                if (milli != Scan.NONE && TEMPERATURE.isBelievable(milli * MILLI)) {
                    String type = files.text(directory + "/type");
                    zones.of(name + " " + type, () -> Map.of("zone", name.substring(PREFIX.length()), "type", type))
                            .add(out, 0, milli, MILLI);
                }
            } else if (name.startsWith(DEVICE)) {
                String directory = files.sys("class/thermal/" + name);
                String type = files.text(directory + "/type");
                HostRow row = devices.of(
                        name + " " + type, () -> Map.of("name", name.substring(DEVICE.length()), "type", type));
                row.add(out, 0, files.number(directory + "/cur_state"), 1);
                row.add(out, 1, files.number(directory + "/max_state"), 1);
            }
        }
        zones.endOfCycle();
        devices.endOfCycle();
    }
}
