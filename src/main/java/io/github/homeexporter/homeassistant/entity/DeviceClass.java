package io.github.homeexporter.homeassistant.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sensor device classes in use, each with the units and state classes that Home Assistant takes with it; any other pair
 * is refused there (homeassistant/components/sensor/const.py).
 */
public enum DeviceClass {
    TEMPERATURE(1, StateClass.MEASURED, "°C", "°F", "K"),
    POWER(0, StateClass.MEASURED, "W", "kW", "MW"),
    ENERGY(2, StateClass.COUNTED, "kWh", "Wh", "MWh", "GWh"),
    VOLTAGE(1, StateClass.MEASURED, "V", "mV", "kV"),
    CURRENT(2, StateClass.MEASURED, "A", "mA"),
    FREQUENCY(0, StateClass.MEASURED, "Hz", "kHz", "MHz", "GHz"),
    APPARENT_POWER(0, StateClass.MEASURED, "VA", "kVA"),
    REACTIVE_POWER(0, StateClass.MEASURED, "var", "kvar"),
    PRESSURE(2, StateClass.MEASURED, "bar", "mbar", "hPa", "kPa", "Pa", "psi"),
    HUMIDITY(0, StateClass.MEASURED, "%"),
    BATTERY(0, StateClass.MEASURED, "%"),
    VOLUME_FLOW_RATE(2, StateClass.MEASURED, "m³/h", "L/min"),
    WATER(2, StateClass.COUNTED, "m³", "L"),
    GAS(2, StateClass.COUNTED, "m³"),
    VOLUME(2, StateClass.COUNTED, "m³", "L", "mL"),
    DURATION(0, StateClass.EVERY, "s", "min", "h", "d", "ms"),
    DATA_SIZE(0, StateClass.EVERY, "B", "kB", "MB", "GB", "KiB", "MiB", "GiB"),
    DATA_RATE(0, StateClass.MEASURED, "B/s", "kB/s", "MB/s", "bit/s"),
    SIGNAL_STRENGTH(0, StateClass.MEASURED, "dBm", "dB"),
    ILLUMINANCE(0, StateClass.MEASURED, "lx"),
    IRRADIANCE(0, StateClass.MEASURED, "W/m²"),
    CARBON_DIOXIDE(0, StateClass.MEASURED, "ppm"),
    WIND_SPEED(1, StateClass.MEASURED, "m/s", "km/h"),
    SPEED(1, StateClass.MEASURED, "m/s", "km/h"),
    TIMESTAMP(-1, Set.of()),
    ENUM(-1, Set.of());

    /** Digits behind the point that are shown unless the user wants others; -1 for what is no number. */
    final int precision;

    private final Set<StateClass> stateClasses;
    private final List<String> units;

    DeviceClass(int precision, Set<StateClass> stateClasses, String... units) {
        this.precision = precision;
        this.stateClasses = stateClasses;
        this.units = List.of(units);
    }

    boolean takes(String unit) {
        return units.isEmpty() ? unit.isEmpty() : units.contains(unit);
    }

    boolean takes(StateClass stateClass) {
        return stateClass == null || stateClasses.contains(stateClass);
    }

    /** The state class to fall back on when another one is not taken; null when none is. */
    StateClass usual() {
        if (stateClasses.isEmpty()) {
            return null;
        }
        return stateClasses.contains(StateClass.MEASUREMENT) ? StateClass.MEASUREMENT : StateClass.TOTAL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for a person. */
    static String words() {
        return Arrays.stream(values()).map(DeviceClass::word).collect(Collectors.joining(", "));
    }

    String units() {
        return units.isEmpty() ? "none" : String.join(", ", units);
    }

    static Optional<DeviceClass> of(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
    }

    /** What a number's course means to Home Assistant's statistics. */
    public enum StateClass {
        MEASUREMENT,
        /** A sum that may fall as well. */
        TOTAL,
        /** A meter: when it falls, it has begun anew. */
        TOTAL_INCREASING;

        static final Set<StateClass> MEASURED = Set.of(MEASUREMENT);
        static final Set<StateClass> COUNTED = Set.of(TOTAL, TOTAL_INCREASING);
        static final Set<StateClass> EVERY = Set.of(values());

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<StateClass> of(String word) {
            return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
        }
    }
}
