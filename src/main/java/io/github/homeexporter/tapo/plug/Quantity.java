package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.sample.MetricFamily;

/**
 * What a plug may say of an outlet, with its name by the book, which tells the unit. Energy of the day and the month falls at
 * midnight, so only the total is a counter.
 */
public enum Quantity {
    POWER("tapo_power_watts", "watts", "Power that is drawn now."),
    VOLTAGE("tapo_voltage_volts", "volts", "Voltage."),
    CURRENT("tapo_current_amperes", "amperes", "Current."),
    ENERGY_TODAY("tapo_energy_today_watthours", "Wh", "Energy since the plug's midnight."),
    ENERGY_MONTH("tapo_energy_month_watthours", "Wh", "Energy since the first of the plug's month."),
    ENERGY_TOTAL("tapo_energy_watthours_total", "Wh", "Energy since the plug last began to count."),
    RSSI("tapo_rssi_dbm", "dBm", "Strength of the radio signal."),
    SIGNAL_LEVEL("tapo_signal_level", "", "Strength of the radio signal, 0 to 3."),
    ON("tapo_on", "", "1 while switched on."),
    ON_TIME("tapo_on_time_seconds", "seconds", "Time since it was switched on."),
    OVERHEATED("tapo_overheated", "", "1 while too hot."),
    OVERCURRENT("tapo_overcurrent", "", "1 while the current is too high."),
    POWER_PROTECTION("tapo_power_protection_active", "", "1 after it switched off for drawing too much power."),
    RUNTIME_TODAY("tapo_runtime_today_seconds", "seconds", "Time switched on since the plug's midnight."),
    RUNTIME_MONTH("tapo_runtime_month_seconds", "seconds", "Time switched on since the first of the plug's month."),
    BRIGHTNESS("tapo_brightness_ratio", "ratio", "Brightness, now or once it is switched on; 1 is the most."),
    TEMPERATURE("tapo_temperature_celsius", "celsius", "Temperature that a sensor measures."),
    TARGET_TEMPERATURE("tapo_target_temperature_celsius", "celsius", "Temperature that a valve is set to."),
    HUMIDITY("tapo_humidity_ratio", "ratio", "Relative humidity; 1 is saturated."),
    BATTERY("tapo_battery_ratio", "ratio", "Charge of the battery; 1 is full."),
    BATTERY_LOW("tapo_battery_low", "", "1 while the battery is low."),
    CONTACT_OPEN("tapo_contact_open", "", "1 while the door or window is open."),
    MOTION("tapo_motion_detected", "", "1 while something moves."),
    WATER_LEAK("tapo_water_leak", "", "1 while there is water.");

    /** By the book. */
    final MetricFamily family;

    Quantity(String name, String unit, String help) {
        family = family(name, unit, help);
    }

    /** Of a strip as a whole: names of their own, so that whoever adds up all sockets counts none twice. */
    MetricFamily ofStrip() {
        String name = family.name().replaceFirst("tapo_", "tapo_strip_");
        return switch (this) {
            case ON -> family(name, "", "1 while any socket of the strip is switched on.");
            case ENERGY_TOTAL -> family(name, family.unit(), "Sum of the energy counters of a strip's sockets.");
            default -> family(name, family.unit(), "Sum over a strip's sockets: " + family.help());
        };
    }

    private static MetricFamily family(String name, String unit, String help) {
        return name.endsWith("_total") ? MetricFamily.counter(name, unit, help) : MetricFamily.gauge(name, unit, help);
    }
}
