package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file of a sensor becomes: node_exporter's name, made of the sensor's type and the property, and the unit the kernel
 * writes it in (kernel: hwmon/sysfs-interface).
 *
 * @param type {@code temp}, {@code fan}
 * @param property {@code input}, {@code crit}; empty for a file without one, such as {@code pwm1}
 * @param scale from the kernel's unit to the exported one
 */
record HwmonKind(String type, String property, Column column, double scale) {
    private static final Set<String> TYPES = Set.of(
            "vrm beep_enable update_interval in cpu fan pwm temp curr power energy humidity intrusion freq".split(" "));
    private static final Map<String, String> NOUNS = Map.of(
            "temp", "Temperature",
            "fan", "Speed of the fan",
            "in", "Voltage",
            "cpu", "Voltage of the CPU",
            "curr", "Current",
            "power", "Power",
            "humidity", "Relative humidity",
            "freq", "Frequency",
            "pwm", "How hard a fan is driven, 0 to 255");
    private static final Set<String> SPEEDS = Set.of("input", "min", "max", "target");
    private static final double MILLI = 1e-3;
    private static final double MICRO = 1e-6;

    /** Those that are met most, for the documentation: the rest is made by the same rule. */
    static final List<Column> EXAMPLES = Stream.of(
                    ("temp_input temp_max temp_crit temp_alarm fan_input in_input curr_input power_input power_average"
                                    + " energy_input humidity_input freq_input pwm")
                            .split(" "))
            .map(name -> name.split("_", 2))
            .map(name -> of(name[0] + "1", name.length == 1 ? "" : name[1], false))
            .map(HwmonKind::column)
            .toList();

    /** The type of {@code temp1}; empty when that is no sensor. */
    static String typeOf(String sensor) {
        int end = sensor.length();
        while (end > 0 && Character.isDigit(sensor.charAt(end - 1))) {
            end--;
        }
        String type = sensor.substring(0, end);
        return TYPES.contains(type) ? type : "";
    }

    /**
     * @param hasBare whether the sensor has a file without a property too, which then bears the short name
     * @return null for a file that is not read
     */
    static HwmonKind of(String sensor, String property, boolean hasBare) {
        String type = typeOf(sensor);
        if (type.isEmpty() || property.equals("label")) {
            return null;
        }
        return switch (type) {
            case "beep_enable" -> gauge(type, property, "beep_enabled", "", 1);
            case "vrm" -> gauge(type, property, "voltage_regulator_version", "", 1);
            case "update_interval" -> gauge(type, property, "update_interval_seconds", "seconds", MILLI);
            default -> ofSensor(type, property, hasBare);
        };
    }

    private static HwmonKind ofSensor(String type, String property, boolean hasBare) {
        boolean bare = property.isEmpty() || property.equals("input") && !hasBare;
        String name = bare ? type : type + "_" + HwmonChip.clean(property);
        if (property.equals("fault") || property.equals("alarm")) {
            return gauge(type, property, name, "", 1);
        }
        if (property.equals("beep")) {
            return gauge(type, property, name + "_enabled", "", 1);
        }
        return switch (type) {
            case "in", "cpu" -> gauge(type, property, name + "_volts", "volts", MILLI);
            case "curr" -> gauge(type, property, name + "_amps", "amperes", MILLI);
            case "humidity" -> gauge(type, property, name, "ratio", 1e-5);
            case "energy" -> {
                String help = "Energy used so far.";
                MetricFamily family = MetricFamily.counter("node_hwmon_" + name + "_joule_total", "joules", help);
                yield new HwmonKind(type, property, new Column(family, STANDARD), MICRO);
            }
            case "temp" ->
                property.equals("type")
                        ? gauge(type, property, name, "", 1)
                        : gauge(type, property, name + "_celsius", "celsius", MILLI);
            case "fan" ->
                SPEEDS.contains(property)
                        ? gauge(type, property, name + "_rpm", "rpm", 1)
                        : gauge(type, property, name, "", 1);
            case "freq" ->
                property.equals("input")
                        ? gauge(type, property, name + "_freq_mhz", "", MICRO)
                        : gauge(type, property, name, "", 1);
            case "power" -> ofPower(property, name);
            default -> gauge(type, property, name, "", 1);
        };
    }

    private static HwmonKind ofPower(String property, String name) {
        if (property.equals("accuracy")) {
            return gauge("power", property, name, "ratio", 1e-2);
        }
        return property.startsWith("average_interval")
                ? gauge("power", property, name + "_seconds", "seconds", MILLI)
                : gauge("power", property, name + "_watt", "watts", MICRO);
    }

    private static HwmonKind gauge(String type, String property, String name, String unit, double scale) {
        String what = NOUNS.getOrDefault(type, "What the chip says of " + type);
        String help =
                what + (property.isEmpty() || property.equals("input") ? "." : ": " + property + " of the sensor.");
        return new HwmonKind(type, property, Column.gauge(STANDARD, "node_hwmon_" + name, unit, help), scale);
    }

    boolean isCounter() {
        return column.family().type() == MetricType.COUNTER;
    }

    /** Whether a value, in the unit it is exported in, can be one: a limit that is not set reads as NVMe's 0xFFFF kelvin. */
    boolean isBelievable(double value) {
        if (!column.family().unit().equals("celsius")) {
            return true;
        }
        return isReading() ? value >= -60 && value <= 200 : value >= -100 && value <= 250;
    }

    /** Whether it is what the sensor measures, not a limit or an alarm. */
    boolean isReading() {
        return property.equals("input") || property.equals("average") || property.isEmpty();
    }
}
