package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.OWN;
import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.info;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All sensors of /sys/class/hwmon (kernel: hwmon/sysfs-interface). */
final class HwmonCollector implements Collector {
    private static final Column LABEL = info(STANDARD, "node_hwmon_sensor_label", "What the board calls the sensor.");
    private static final Column CHIP = info(STANDARD, "node_hwmon_chip_names", "What the driver calls the chip.");
    private static final Column ERRORS =
            counter(OWN, "home_exporter_host_hwmon_read_errors_total", "", "Sensor files that could not be read.");

    /** Chips come and go with drivers and drives; their lists of files hardly ever change. */
    private static final int CYCLES_BETWEEN_SEARCHES = 20;

    private final HostFiles files;
    private final Names names;
    private final HostRow errors;
    private final HostChoiceOptions choice;
    private List<String> known = List.of();
    private List<HwmonChip> chips = List.of();
    private int cyclesToSearch;
    private long readErrors;

    HwmonCollector(CollectorContext context) {
        files = context.files();
        names = context.names();
        choice = context.options().choice();
        errors = names.row(List.of(ERRORS));
    }

    @Override
    public void collect(Samples out) {
        String[] now = files.list(files.sys("class/hwmon"));
        List<String> signature = signature(now);
        if (cyclesToSearch-- <= 0 || !signature.equals(known)) {
            known = signature;
            cyclesToSearch = CYCLES_BETWEEN_SEARCHES;
            chips = search(now);
        }
        for (HwmonChip chip : chips) {
            chip.describe(out);
            for (HwmonChip.Input input : chip.inputs()) {
                read(input, out);
            }
        }
        errors.add(out, 0, readErrors);
    }

    /** What makes a chip another one: a driver that is loaded again may bear the number of the one before. */
    private List<String> signature(String[] directories) {
        List<String> all = new ArrayList<>();
        for (String directory : directories) {
            String path = files.sys("class/hwmon/" + directory);
            all.add(directory + " " + files.text(path + "/name") + " " + files.identity(path));
        }
        return all;
    }

    private List<HwmonChip> search(String[] directories) {
        List<HwmonChip> found = new ArrayList<>();
        HwmonChip.ids(files, directories).forEach((directory, chip) -> {
            if (choice.isChipWanted(chip)) {
                found.add(HwmonChip.look(files, names, files.sys("class/hwmon/" + directory), chip, LABEL, CHIP));
            }
        });
        return found;
    }

    private void read(HwmonChip.Input input, Samples out) {
        try {
            Scan in = files.line(input.file());
            in.line();
            long raw = in.number();
            if (raw == Scan.NONE) {
                throw new IOException(input.file() + " is not a number");
            }
            HwmonKind kind = input.kind();
            double value = HostRow.scaled(raw, kind.scale());
            if (kind.isCounter()) {
                input.row().count(out, 0, raw, kind.scale());
            } else if (kind.isBelievable(value)) {
                input.row().add(out, 0, value);
                if (input.legacy() != null) {
                    input.legacy().add(out, 0, value);
                }
            }
        } catch (IOException e) {
            readErrors++;
        }
    }
}
