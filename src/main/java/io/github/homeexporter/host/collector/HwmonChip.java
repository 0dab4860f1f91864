package io.github.homeexporter.host.collector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One chip under /sys/class/hwmon: what it says of itself, and the files to read each cycle. */
record HwmonChip(HostRow name, List<HostRow> labels, List<Input> inputs) {
    private static final Pattern PCI =
            Pattern.compile(".*/[0-9a-f]{4}:([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])(/nvme/nvme\\d+)?");
    private static final Pattern PLATFORM = Pattern.compile(".*/[^/]+\\.(\\d{1,6})");

    /** @param legacy the replaced exporter's series, null when it has none */
    record Input(String file, HwmonKind kind, HostRow row, HostRow legacy) {}

    /**
     * @param chip how it is called in labels
     * @param path of its directory under /sys/class/hwmon
     */
    static HwmonChip look(HostFiles files, Names names, String path, String chip, Column label, Column chipName) {
        List<HostRow> labels = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        String driver = driver(files, path);
        String lmName = lmSensorsName(driver, files.real(path + "/device"));
        String legacyChip = lmName.isEmpty() ? chip : lmName;
        filesOf(files, path).forEach((sensor, properties) -> {
            String named = properties.containsKey("label") ? files.text(properties.get("label")) : "";
            if (properties.containsKey("label")) {
                labels.add(names.row(List.of(label), Map.of("chip", chip, "sensor", sensor, "label", named)));
            }
            properties.forEach((property, file) -> {
                HwmonKind kind = HwmonKind.of(sensor, property, properties.containsKey(""));
                if (kind != null) {
                    boolean byLabel = kind.type().equals("freq") && property.equals("input") && !named.isEmpty();
                    Map<String, String> which = Map.of("chip", chip, "sensor", byLabel ? clean(named) : sensor);
                    HostRow legacy = LegacySensors.row(names, legacyChip, named.isEmpty() ? sensor : named, kind);
                    inputs.add(new Input(file, kind, names.row(List.of(kind.column()), which), legacy));
                }
            });
        });
        HostRow name = names.row(List.of(chipName), Map.of("chip", chip, "chip_name", clean(driver)));
        return new HwmonChip(name, labels, inputs);
    }

    /** The driver's name, which older drivers keep with their device. */
    static String driver(HostFiles files, String path) {
        String name = files.text(path + "/name");
        return name.isEmpty() ? files.text(path + "/device/name") : name;
    }

    void describe(Samples out) {
        name.add(out, 0, 1);
        labels.forEach(row -> row.add(out, 0, 1));
    }

    /** By sensor and property; drivers of before Linux 3.13 (applesmc, still) have theirs in the device's directory. */
    private static Map<String, Map<String, String>> filesOf(HostFiles files, String path) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (String directory : List.of(path, path + "/device")) {
            boolean own = directory.equals(path);
            for (String file : files.list(directory)) {
                String[] parts = parts(file);
                // a device has a directory "power" that is no sensor
                if (parts.length == 2 && (own || !files.isDirectory(directory + "/" + file))) {
                    found.computeIfAbsent(parts[0], s -> new TreeMap<>()).put(parts[1], directory + "/" + file);
                }
            }
        }
        return found;
    }

    /** {@code temp1_crit_alarm} into {@code temp1} and {@code crit_alarm}; of no length when the file is no sensor's. */
    private static String[] parts(String file) {
        int digits = 0;
        while (digits < file.length() && !Character.isDigit(file.charAt(digits))) {
            digits++;
        }
        int end = digits;
        while (end < file.length() && Character.isDigit(file.charAt(end))) {
            end++;
        }
        // one without a number is the chip's, and node_exporter numbers it 0
        String sensor = digits == file.length() ? file + "0" : file.substring(0, end);
        String rest = file.substring(end);
        boolean legal = rest.isEmpty() || rest.length() > 1 && rest.charAt(0) == '_';
        return legal && !HwmonKind.typeOf(sensor).isEmpty()
                ? new String[] {sensor, rest.isEmpty() ? "" : rest.substring(1)}
                : new String[0];
    }

    /**
     * How chips are called: as in node_exporter by bus and device when there is one, for {@code hwmon3} is another chip after
     * the next boot. Of several chips of one device each has its driver's name as well.
     *
     * @param directories under /sys/class/hwmon
     */
    static Map<String, String> ids(HostFiles files, String[] directories) {
        Map<String, List<String>> byId = new LinkedHashMap<>();
        for (String directory : directories) {
            String path = files.sys("class/hwmon/" + directory);
            byId.computeIfAbsent(id(files, path, directory), i -> new ArrayList<>())
                    .add(directory);
        }
        Map<String, String> ids = new TreeMap<>();
        byId.forEach((id, several) -> {
            Map<String, Integer> named = new LinkedHashMap<>();
            for (String directory : several) {
                String name = clean(driver(files, files.sys("class/hwmon/" + directory)));
                String own = several.size() == 1 || name.isEmpty() || name.equals(id) ? id : id + "_" + name;
                // what nothing tells apart is counted
                int count = named.merge(own, 1, Integer::sum);
                ids.put(directory, count == 1 ? own : own + "_" + count);
            }
        });
        return ids;
    }

    private static String id(HostFiles files, String path, String directory) {
        String[] device = files.real(path + "/device").split("/");
        if (device.length > 2) {
            return clean(device[device.length - 2]) + "_" + clean(device[device.length - 1]);
        }
        String name = clean(driver(files, path));
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
