package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.LEGACY;

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
    private static final Column CPU = temperature("cpu", "", "Temperature of the CPU.");
    private static final Column CPU_LIMIT = temperature("cpu", "_threshold", "Temperature the CPU should not exceed.");
    private static final Column CPU_ALARM = alarm("cpu");
    private static final Column NVME = temperature("nvme", "", "Temperature of the drive.");
    private static final Column NVME_LIMIT =
            temperature("nvme", "_threshold", "Temperature the drive should not exceed.");
    private static final Column NVME_ALARM = alarm("nvme");

    static final List<Column> COLUMNS = List.of(CPU, CPU_LIMIT, CPU_ALARM, NVME, NVME_LIMIT, NVME_ALARM);

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
        Column column =
                switch (kind.type() + "_" + kind.property()) {
                    case "temp_input" -> nvme ? NVME : CPU;
                    case "temp_max", "temp_crit" -> nvme ? NVME_LIMIT : CPU_LIMIT;
                    case "temp_alarm" -> nvme ? NVME_ALARM : CPU_ALARM;
                    default -> null;
                };
        if (column == null || (!nvme && !CPU_CHIP.matcher(chip).find())) {
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
        if (column.family().name().endsWith("_threshold")) {
            labels.put("threshold_type", kind.property().equals("max") ? "max" : "critical");
        }
        return names.row(List.of(column), labels);
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

    private static Column temperature(String of, String what, String help) {
        return gauge(LEGACY, "system_" + of + "_temperature" + what, "celsius", help);
    }

    private static Column alarm(String of) {
        return gauge(LEGACY, "system_" + of + "_temperature_alarm", "", "1 when the chip raises an alarm.");
    }
}
