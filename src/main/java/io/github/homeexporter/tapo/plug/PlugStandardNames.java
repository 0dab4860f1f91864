package io.github.homeexporter.tapo.plug;

import static io.github.homeexporter.sample.MetricFamily.counter;
import static io.github.homeexporter.sample.MetricFamily.gauge;

import io.github.homeexporter.sample.MetricFamily;
import java.util.Arrays;

/** Names by the book. Energy of the day and the month falls at midnight, so only the total is a counter. */
final class PlugStandardNames {
    static final MetricFamily INFO = MetricFamily.info("tapo_info", "What the plug is.");
    static final MetricFamily DISCOVERED =
            gauge("tapo_discovered_devices", "", "Plugs and strips that were found or have answered.");

    private PlugStandardNames() {}

    /** Whether a metric of ours bears the name. */
    static boolean isTaken(String name) {
        return INFO.name().equals(name)
                || DISCOVERED.name().equals(name)
                || Arrays.stream(Quantity.values()).anyMatch(q -> of(q).name().equals(name));
    }

    /** Of a strip as a whole: names of their own, so that whoever adds up all sockets counts none twice. */
    static MetricFamily ofStrip(Quantity quantity) {
        MetricFamily single = of(quantity);
        String name = single.name().replaceFirst("tapo_", "tapo_strip_");
        return switch (quantity) {
            case ON -> gauge(name, "", "1 while any socket of the strip is switched on.");
            case ENERGY_TOTAL -> counter(name, single.unit(), "Sum of the energy counters of a strip's sockets.");
            default -> gauge(name, single.unit(), "Sum over a strip's sockets: " + single.help());
        };
    }

    static MetricFamily of(Quantity quantity) {
        return switch (quantity) {
            case POWER -> gauge("tapo_power_watts", "watts", "Power that is drawn now.");
            case VOLTAGE -> gauge("tapo_voltage_volts", "volts", "Voltage.");
            case CURRENT -> gauge("tapo_current_amperes", "amperes", "Current.");
            case ENERGY_TODAY -> gauge("tapo_energy_today_watthours", "Wh", "Energy since the plug's midnight.");
            case ENERGY_MONTH ->
                gauge("tapo_energy_month_watthours", "Wh", "Energy since the first of the plug's month.");
            case ENERGY_TOTAL ->
                counter("tapo_energy_watthours_total", "Wh", "Energy since the plug last began to count.");
            case RSSI -> gauge("tapo_rssi_dbm", "dBm", "Strength of the radio signal.");
            case SIGNAL_LEVEL -> gauge("tapo_signal_level", "", "Strength of the radio signal, 0 to 3.");
            case ON -> gauge("tapo_on", "", "1 while switched on.");
            case ON_TIME -> gauge("tapo_on_time_seconds", "seconds", "Time since it was switched on.");
            case OVERHEATED -> gauge("tapo_overheated", "", "1 while too hot.");
            case OVERCURRENT -> gauge("tapo_overcurrent", "", "1 while the current is too high.");
            case POWER_PROTECTION ->
                gauge("tapo_power_protection_active", "", "1 after it switched off for drawing too much power.");
            case RUNTIME_TODAY ->
                gauge("tapo_runtime_today_seconds", "seconds", "Time switched on since the plug's midnight.");
            case RUNTIME_MONTH ->
                gauge("tapo_runtime_month_seconds", "seconds", "Time switched on since the first of the plug's month.");
            case BRIGHTNESS ->
                gauge("tapo_brightness_ratio", "ratio", "Brightness, now or once it is switched on; 1 is the most.");
            case TEMPERATURE -> gauge("tapo_temperature_celsius", "celsius", "Temperature that a sensor measures.");
            case TARGET_TEMPERATURE ->
                gauge("tapo_target_temperature_celsius", "celsius", "Temperature that a valve is set to.");
            case HUMIDITY -> gauge("tapo_humidity_ratio", "ratio", "Relative humidity; 1 is saturated.");
            case BATTERY -> gauge("tapo_battery_ratio", "ratio", "Charge of the battery; 1 is full.");
            case BATTERY_LOW -> gauge("tapo_battery_low", "", "1 while the battery is low.");
            case CONTACT_OPEN -> gauge("tapo_contact_open", "", "1 while the door or window is open.");
            case MOTION -> gauge("tapo_motion_detected", "", "1 while something moves.");
            case WATER_LEAK -> gauge("tapo_water_leak", "", "1 while there is water.");
        };
    }
}
