package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import java.util.Arrays;
import java.util.List;

/** The files of a sensor that are read, what each becomes, and the bounds outside of which it is no reading. */
enum HwmonKind {
    TEMP_INPUT("temp_celsius", "celsius", "Temperature.", 1e-3, -60, 200),
    /** A limit that is not set reads as 65261.85: NVMe's 0xFFFF kelvin. */
    TEMP_MAX("temp_max_celsius", "celsius", "Temperature that should not be exceeded.", 1e-3, -100, 250),
    TEMP_CRIT("temp_crit_celsius", "celsius", "Temperature that is dangerous.", 1e-3, -100, 250),
    TEMP_ALARM("temp_alarm", "", "1 when the chip raises an alarm.", 1, 0, 1),
    FAN_INPUT("fan_rpm", "rpm", "Speed of the fan.", 1, 0, 1_000_000),
    IN_INPUT("in_volts", "volts", "Voltage.", 1e-3, -1_000, 1_000),
    CURR_INPUT("curr_amps", "amperes", "Current.", 1e-3, -10_000, 10_000),
    POWER_INPUT("power_watt", "watts", "Power.", 1e-6, -1e6, 1e6),
    POWER_AVERAGE("power_average_watt", "watts", "Power, averaged by the chip.", 1e-6, -1e6, 1e6);

    final double scale;
    private final String metric;
    private final String unit;
    private final String help;
    private final double least;
    private final double most;

    HwmonKind(String name, String unit, String help, double scale, double least, double most) {
        this.metric = "node_hwmon_" + name;
        this.unit = unit;
        this.help = help;
        this.scale = scale;
        this.least = least;
        this.most = most;
    }

    static List<Column> columns() {
        return Arrays.stream(values()).map(HwmonKind::column).toList();
    }

    Column column() {
        return Column.gauge(STANDARD, metric, unit, help);
    }

    /** Whether a value, in the unit it is exported in, can be one. */
    boolean isBelievable(double value) {
        return value >= least && value <= most;
    }

    /** Whether it is what the sensor measures, not a limit or an alarm. */
    boolean isReading() {
        return name().endsWith("_INPUT") || this == POWER_AVERAGE;
    }

    /** Of the sensor {@code temp1} and the property {@code input}; null for a file that is not read. */
    static HwmonKind of(String sensor, String property) {
        String type = sensor.replaceAll("\\d+$", "");
        if (type.length() == sensor.length()) {
            return null;
        }
        for (HwmonKind kind : values()) {
            if (kind.name().equalsIgnoreCase(type + "_" + property)) {
                return kind;
            }
        }
        return null;
    }
}
