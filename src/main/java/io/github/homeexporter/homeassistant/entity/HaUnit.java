package io.github.homeexporter.homeassistant.entity;

import java.util.HashMap;
import java.util.Map;

/**
 * What a unit of ours is in Home Assistant. A percentage is no humidity and a bare litre no meter: where the unit alone does
 * not say what is measured, there is no device class.
 *
 * @param unit as Home Assistant spells it, empty for none
 * @param deviceClass null for none
 * @param factor what our number is multiplied with to be in that unit
 * @param precision digits behind the point to show, -1 to leave it to Home Assistant
 */
record HaUnit(String unit, DeviceClass deviceClass, double factor, int precision) {
    static final HaUnit NONE = new HaUnit("", null, 1, -1);
    private static final double JOULES_PER_KWH = 3.6e6;
    private static final Map<String, HaUnit> BY_TEXT = new HashMap<>();

    static {
        as(DeviceClass.TEMPERATURE, "°C", 1, 1, "°C", "C", "celsius");
        as(DeviceClass.TEMPERATURE, "°F", 1, 1, "°F", "F", "fahrenheit");
        // a kelvin is a difference here as a rule, and °C differ from °F by more than a factor: no conversion wanted
        as(null, "K", 1, 1, "K", "kelvin");
        as(null, "%", 1, 0, "%", "percent");
        as(null, "%", 100, 0, "ratio");
        as(DeviceClass.POWER, "W", 1, 0, "W", "watts");
        as(DeviceClass.POWER, "kW", 1, 2, "kW", "kilowatts");
        as(DeviceClass.POWER, "MW", 1, 3, "MW");
        as(DeviceClass.ENERGY, "Wh", 1, 0, "Wh", "watthours");
        as(DeviceClass.ENERGY, "kWh", 1, 2, "kWh", "kilowatt_hours");
        as(DeviceClass.ENERGY, "MWh", 1, 3, "MWh");
        as(DeviceClass.ENERGY, "kWh", 1 / JOULES_PER_KWH, 2, "J", "joules");
        as(DeviceClass.VOLTAGE, "V", 1, 1, "V", "volts");
        as(DeviceClass.VOLTAGE, "mV", 1, 0, "mV");
        as(DeviceClass.CURRENT, "A", 1, 2, "A", "amperes");
        as(DeviceClass.CURRENT, "mA", 1, 0, "mA");
        as(DeviceClass.FREQUENCY, "Hz", 1, 0, "Hz", "hertz");
        as(null, "rpm", 1, 0, "rpm", "1/min", "U/min");
        as(DeviceClass.APPARENT_POWER, "VA", 1, 0, "VA", "voltamperes");
        as(DeviceClass.REACTIVE_POWER, "var", 1, 0, "var", "VAr");
        as(DeviceClass.PRESSURE, "bar", 1, 2, "bar");
        as(DeviceClass.PRESSURE, "mbar", 1, 0, "mbar");
        as(DeviceClass.PRESSURE, "hPa", 1, 0, "hPa");
        as(DeviceClass.PRESSURE, "hPa", 0.01, 0, "Pa", "pascals");
        as(DeviceClass.VOLUME_FLOW_RATE, "L/min", 1, 1, "l/min", "L/min");
        as(DeviceClass.VOLUME_FLOW_RATE, "m³/h", 1, 2, "m³/h", "m3/h");
        // not every Home Assistant knows L/h
        as(DeviceClass.VOLUME_FLOW_RATE, "m³/h", 1e-3, 3, "l/h", "L/h");
        as(DeviceClass.VOLUME_FLOW_RATE, "m³/h", 3600, 3, "cubic_meters_per_second");
        as(DeviceClass.VOLUME, "L", 1, 1, "l", "L", "liters", "litres");
        as(DeviceClass.VOLUME, "m³", 1, 3, "m³", "m3", "cubic_meters");
        as(DeviceClass.DURATION, "s", 1, 0, "s", "seconds");
        as(DeviceClass.DURATION, "min", 1, 0, "min", "minutes");
        as(DeviceClass.DURATION, "h", 1, 0, "h", "hours");
        as(DeviceClass.DURATION, "d", 1, 0, "d", "days");
        as(DeviceClass.DATA_SIZE, "B", 1, 0, "B", "bytes");
        as(DeviceClass.DATA_RATE, "B/s", 1, 0, "B/s", "bytes_per_second");
        as(DeviceClass.SIGNAL_STRENGTH, "dBm", 1, 0, "dBm", "dbm");
        as(DeviceClass.ILLUMINANCE, "lx", 1, 0, "lx", "Lx", "lux");
        as(DeviceClass.IRRADIANCE, "W/m²", 1, 0, "W/m²", "watts_per_square_meter");
        as(DeviceClass.SPEED, "km/h", 1, 1, "km/h");
        as(DeviceClass.SPEED, "m/s", 1, 1, "m/s", "meters_per_second");
    }

    private static void as(DeviceClass deviceClass, String unit, double factor, int precision, String... texts) {
        for (String text : texts) {
            BY_TEXT.put(text, new HaUnit(unit, deviceClass, factor, precision));
        }
    }

    /** An unknown unit is shown as it stands. */
    static HaUnit of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        HaUnit known = BY_TEXT.get(text);
        return known == null ? new HaUnit(text, null, 1, -1) : known;
    }

    static boolean isKnown(String text) {
        return BY_TEXT.containsKey(text);
    }
}
