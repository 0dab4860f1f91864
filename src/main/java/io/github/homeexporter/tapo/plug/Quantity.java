package io.github.homeexporter.tapo.plug;

/** What a plug may say of an outlet; each in the unit given here. */
public enum Quantity {
    /** Watts. */
    POWER,
    /** Volts. */
    VOLTAGE,
    /** Amperes. */
    CURRENT,
    /** Watt-hours since the plug's midnight. */
    ENERGY_TODAY,
    /** Watt-hours since the first of the plug's month. */
    ENERGY_MONTH,
    /** Watt-hours since the plug last began to count. */
    ENERGY_TOTAL,
    /** dBm. */
    RSSI,
    /** 0 to 3. */
    SIGNAL_LEVEL,
    /** 1 or 0. */
    ON,
    /** Seconds since it was switched on. */
    ON_TIME,
    /** 1 or 0. */
    OVERHEATED,
    /** 1 or 0. */
    OVERCURRENT,
    /** 1 when the plug switched off for too much power. */
    POWER_PROTECTION,
    /** Seconds. */
    RUNTIME_TODAY,
    /** Seconds. */
    RUNTIME_MONTH,
    /** Of a lamp or a dimmer: 0 to 1, what it shines with or will when it is switched on. */
    BRIGHTNESS,
    /** Degrees Celsius. */
    TEMPERATURE,
    /** Degrees Celsius. */
    TARGET_TEMPERATURE,
    /** 0 to 1. */
    HUMIDITY,
    /** Charge, 0 to 1. */
    BATTERY,
    /** 1 or 0. */
    BATTERY_LOW,
    /** 1 while a door or a window is open. */
    CONTACT_OPEN,
    /** 1 while something moves. */
    MOTION,
    /** 1 while there is water. */
    WATER_LEAK
}
