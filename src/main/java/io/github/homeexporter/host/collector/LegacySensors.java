package io.github.homeexporter.host.collector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Temperatures of CPUs and NVMe drives under the replaced exporter's names, with underscores for its dots. */
final class LegacySensors {
    static final List<Column> COLUMNS = Column.table("""
            LEGACY GAUGE system_cpu_temperature celsius Temperature of the CPU.
            LEGACY GAUGE system_cpu_temperature_threshold celsius Temperature the CPU should not exceed.
            LEGACY GAUGE system_cpu_temperature_alarm - 1 when the chip raises an alarm.
            LEGACY GAUGE system_nvme_temperature celsius Temperature of the drive.
            LEGACY GAUGE system_nvme_temperature_threshold celsius Temperature the drive should not exceed.
            LEGACY GAUGE system_nvme_temperature_alarm - 1 when the chip raises an alarm.
            """);
    private static final int VALUE = 0;
    private static final int LIMIT = 1;
    private static final int ALARM = 2;

    /** Drivers of CPUs: Intel, AMD, and what ARM boards call theirs. */
    private static final Pattern CPU_CHIP = Pattern.compile("^(coretemp|k10temp|zenpower|cpu_thermal)");

    private static final Pattern PACKAGE = Pattern.compile("Package id (\\d+)");
    private static final Pattern CORE = Pattern.compile("Core (\\d+)");

    /** coretemp has a chip for each package, numbered in hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("-isa-([0-9a-f]{4})$");

    private LegacySensors() {}

    /**
     * The series of one file of a sensor; null when the replaced exporter has none for it.
     *
     * @param chip as lm-sensors names it: {@code coretemp-isa-0000}
     * @param label what the chip calls the sensor: {@code Core 3}
     */
    static HostRow row(Names names, String chip, String label, HwmonKind kind) {
        boolean nvme = chip.startsWith("nvme");
        int which =
                switch (kind.type() + "_" + kind.property()) {
                    case "temp_input" -> VALUE;
                    case "temp_max", "temp_crit" -> LIMIT;
                    case "temp_alarm" -> ALARM;
                    default -> -1;
                };
        if (which < 0 || (!nvme && !CPU_CHIP.matcher(chip).find())) {
            return null;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sensor_chip", chip);
        labels.put("sensor_type", nvme ? "nvme" : "cpu");
        if (nvme) {
            labels.put("nvme_device", chip);
            labels.put("nvme_sensor", label.toLowerCase(Locale.ROOT).replace(' ', '_'));
        } else {
            labels.put("sensor_component", label);
            addPlace(chip, label, labels);
        }
        if (which == LIMIT) {
            labels.put("threshold_type", kind.property().equals("max") ? "max" : "critical");
        }
        return names.row(List.of(COLUMNS.get(nvme ? which + 3 : which)), labels);
    }

    private static void addPlace(String chip, String label, Map<String, String> labels) {
        Matcher whole = PACKAGE.matcher(label);
        Matcher core = CORE.matcher(label);
        if (whole.find()) {
            labels.put("cpu_core", "package");
            labels.put("cpu_package", whole.group(1));
        } else if (core.find()) {
            labels.put("cpu_core", core.group(1));
            Matcher number = NUMBER.matcher(chip);
            labels.put("cpu_package", number.find() ? String.valueOf(Integer.parseInt(number.group(1), 16)) : "");
        }
    }
}
