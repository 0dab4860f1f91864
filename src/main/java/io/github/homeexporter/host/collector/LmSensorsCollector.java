package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.info;

import io.github.homeexporter.host.command.CommandRunner;
import io.github.homeexporter.host.command.CommandRunner.Command;
import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import io.github.homeexporter.host.command.CommandRunner.CommandResult;
import io.github.homeexporter.host.report.SensorsReport;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sensors by lm-sensors' {@code sensors}, only where /sys/class/hwmon cannot be seen: reading files is cheaper and safer. */
final class LmSensorsCollector implements Collector {
    private static final List<Column> LABEL =
            List.of(info(STANDARD, "node_hwmon_sensor_label", "What the board calls the sensor."));

    /** A machine without sensors has none a moment later; asking starts a process. */
    private static final int CYCLES_BETWEEN_SEARCHES = 20;

    private final CollectorContext context;
    private final HostFiles files;
    private final CommandRunner runner;
    private final Map<String, HostRow> values = new HashMap<>();
    private final Rows labels;
    private final Map<String, HostRow> legacies = new HashMap<>();
    private int cyclesToSearch;

    LmSensorsCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        runner = context.commands();
        labels = new Rows(context.names(), LABEL);
    }

    @Override
    public void collect(Samples out) throws IOException, InterruptedException {
        if (files.list(files.sys("class/hwmon")).length > 0 || !runner.has(Program.SENSORS) || cyclesToSearch-- > 0) {
            return;
        }
        CommandResult result = runner.run(Command.of(Program.SENSORS, "-A", "-j")
                .within(context.options().statDeadline())
                .withAnyExit());
        if (result.exit() == 1 && result.err().contains("No sensors found")) {
            cyclesToSearch = CYCLES_BETWEEN_SEARCHES;
            return;
        }
        cyclesToSearch = 0;
        if (!result.succeeded()) {
            throw new IOException("sensors: " + result.fault());
        }
        for (SensorsReport report : parsed(result.out())) {
            add(report, out);
        }
        labels.endOfCycle();
    }

    private static List<SensorsReport> parsed(String text) throws IOException {
        try {
            return SensorsReport.parse(text);
        } catch (IOException e) {
            throw new IOException("sensors: " + e.getMessage(), e);
        }
    }

    private void add(SensorsReport report, Samples out) {
        HwmonKind kind = HwmonKind.of(report.sensor(), report.property(), false);
        if (kind == null || !kind.isBelievable(report.value())) {
            return;
        }
        String chip = HwmonChip.clean(report.chip());
        String key = chip + " " + report.sensor();
        values.computeIfAbsent(key + " " + report.property(), k -> context.names()
                        .row(List.of(kind.column()), Map.of("chip", chip, "sensor", report.sensor())))
                .add(out, 0, report.value());
        HostRow legacy = legacies.computeIfAbsent(
                key + " " + report.property(),
                k -> LegacySensors.row(context.names(), report.chip(), report.label(), kind));
        if (legacy != null) {
            legacy.add(out, 0, report.value());
        }
        if (kind.isReading() && !report.label().equals(report.sensor())) {
            labels.of(
                            key + " " + report.label(),
                            () -> Map.of("chip", chip, "sensor", report.sensor(), "label", report.label()))
                    .add(out, 0, 1);
        }
    }
}
