package io.github.homeexporter.host.collector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One chip under /sys/class/hwmon: what it says of itself, and the files to read each cycle. */
record HwmonChip(HostRow name, List<HostRow> labels, List<Input> inputs) {
    private static final Pattern PCI =
            Pattern.compile(".*/[0-9a-f]{4}:([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])(/nvme/nvme\\d+)?");
    private static final Pattern PLATFORM = Pattern.compile(".*/[^/]+\\.(\\d{1,6})");

    /** @param legacy the replaced exporter's series, null when it has none */
    record Input(String file, HwmonKind kind, HostRow row, HostRow legacy) {}

    static List<HwmonChip> find(HostFiles files, Names names, String[] directories, Column label, Column chipName) {
        List<HwmonChip> chips = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String directory : directories) {
            String path = files.sys("class/hwmon/" + directory);
            String chip = id(files, path, directory);
            if (!taken.add(chip)) {
                chip = chip + "_" + directory;
                taken.add(chip);
            }
            chips.add(look(files, names, path, chip, label, chipName));
        }
        return chips;
    }

    void describe(Samples out) {
        name.add(out, 0, 1);
        labels.forEach(row -> row.add(out, 0, 1));
    }

    private static HwmonChip look(
            HostFiles files, Names names, String path, String chip, Column label, Column chipName) {
        List<HostRow> labels = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        String lmName = lmSensorsName(files.text(path + "/name"), files.real(path + "/device"));
        String legacyChip = lmName.isEmpty() ? chip : lmName;
        for (String file : files.list(path)) {
            int end = file.indexOf('_');
            String sensor = end < 0 ? file : file.substring(0, end);
            String property = end < 0 ? "" : file.substring(end + 1);
            HwmonKind kind = HwmonKind.of(sensor, property);
            Map<String, String> which = Map.of("chip", chip, "sensor", sensor);
            if (kind != null) {
                String text = files.text(path + "/" + sensor + "_label");
                HostRow legacy = LegacySensors.row(names, legacyChip, text.isEmpty() ? sensor : text, kind);
                inputs.add(new Input(path + "/" + file, kind, names.row(List.of(kind.column()), which), legacy));
            } else if (property.equals("label")) {
                Map<String, String> named = new LinkedHashMap<>(which);
                named.put("label", files.text(path + "/" + file));
                labels.add(names.row(List.of(label), named));
            }
        }
        HostRow name =
                names.row(List.of(chipName), Map.of("chip", chip, "chip_name", clean(files.text(path + "/name"))));
        return new HwmonChip(name, labels, inputs);
    }

    /** As node_exporter: bus and device when there is one, for {@code hwmon3} is another chip after the next boot. */
    private static String id(HostFiles files, String path, String directory) {
        String[] device = files.real(path + "/device").split("/");
        if (device.length > 2) {
            return clean(device[device.length - 2]) + "_" + clean(device[device.length - 1]);
        }
        String name = clean(files.text(path + "/name"));
        return name.isEmpty() ? directory : name;
    }

    static String clean(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9:_]", "_").replaceAll("^_+|_+$", "");
    }

    /**
     * What lm-sensors calls a chip: its driver's name, the bus and the address there (lm-sensors: lib/data.c), as
     * {@code k10temp-pci-00c3}, {@code coretemp-isa-0000}.
     *
     * @param device real path of the chip's device, empty when there is none
     * @return empty for other buses
     */
    static String lmSensorsName(String driver, String device) {
        Matcher pci = PCI.matcher(device);
        if (pci.matches()) {
            int address = Integer.parseInt(pci.group(1), 16) << 8
                    | Integer.parseInt(pci.group(2), 16) << 3
                    | Integer.parseInt(pci.group(3), 16);
            return String.format(Locale.ROOT, "%s-pci-%04x", driver, address);
        }
        Matcher platform = PLATFORM.matcher(device);
        return platform.matches()
                ? String.format(Locale.ROOT, "%s-isa-%04x", driver, Integer.parseInt(platform.group(1)))
                : "";
    }
}
