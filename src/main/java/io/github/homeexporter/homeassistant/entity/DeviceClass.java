package io.github.homeexporter.homeassistant.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sensor device classes in use, each with the units and state classes that Home Assistant takes with it; any other pair
 * is refused there (homeassistant/components/sensor/const.py).
 */
public enum DeviceClass {
    TEMPERATURE(1, StateClass.MEASURED, "°C", "°F", "K"),
    POWER(0, StateClass.MEASURED, "W", "kW", "MW", "GW", "mW"),
    ENERGY(2, StateClass.COUNTED, "kWh", "Wh", "MWh", "GWh", "TWh", "J", "kJ", "MJ", "GJ", "kcal", "Mcal", "Gcal"),
    VOLTAGE(1, StateClass.MEASURED, "V", "mV", "kV"),
    CURRENT(2, StateClass.MEASURED, "A", "mA"),
    FREQUENCY(0, StateClass.MEASURED, "Hz", "kHz", "MHz", "GHz"),
    APPARENT_POWER(0, StateClass.MEASURED, "VA", "kVA"),
    REACTIVE_POWER(0, StateClass.MEASURED, "var", "kvar"),
    PRESSURE(2, StateClass.MEASURED, "bar", "mbar", "hPa", "kPa", "Pa", "psi", "mmHg", "inHg"),
    ATMOSPHERIC_PRESSURE(0, StateClass.MEASURED, "hPa", "mbar", "kPa", "Pa", "mmHg", "inHg"),
    HUMIDITY(0, StateClass.MEASURED, "%"),
    MOISTURE(0, StateClass.MEASURED, "%"),
    ABSOLUTE_HUMIDITY(1, StateClass.MEASURED, "g/m³", "mg/m³"),
    BATTERY(0, StateClass.MEASURED, "%"),
    VOLUME_FLOW_RATE(2, StateClass.MEASURED, "m³/h", "L/min", "L/s", "m³/s"),
    WATER(2, StateClass.COUNTED, "m³", "L", "ft³", "gal"),
    GAS(2, StateClass.COUNTED, "m³", "L", "ft³"),
    VOLUME(2, StateClass.COUNTED, "m³", "L", "mL", "ft³", "gal"),
    VOLUME_STORAGE(1, StateClass.MEASURED, "m³", "L", "mL", "ft³", "gal"),
    ENERGY_STORAGE(1, StateClass.MEASURED, "kWh", "Wh", "MWh", "MJ", "kJ"),
    REACTIVE_ENERGY(1, StateClass.COUNTED, "kvarh", "varh"),
    POWER_FACTOR(2, StateClass.MEASURED, "", "%"),
    DURATION(0, StateClass.EVERY, "s", "min", "h", "d", "ms"),
    DATA_SIZE(0, StateClass.EVERY, "B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"),
    DATA_RATE(0, StateClass.MEASURED, "B/s", "kB/s", "MB/s", "bit/s", "kbit/s", "Mbit/s", "Gbit/s"),
    SIGNAL_STRENGTH(0, StateClass.MEASURED, "dBm", "dB"),
    ILLUMINANCE(0, StateClass.MEASURED, "lx"),
    IRRADIANCE(0, StateClass.MEASURED, "W/m²"),
    CARBON_DIOXIDE(0, StateClass.MEASURED, "ppm"),
    CARBON_MONOXIDE(1, StateClass.MEASURED, "ppm", "mg/m³"),
    VOLATILE_ORGANIC_COMPOUNDS(0, StateClass.MEASURED, "μg/m³", "mg/m³"),
    VOLATILE_ORGANIC_COMPOUNDS_PARTS(0, StateClass.MEASURED, "ppm", "ppb"),
    PM1(0, StateClass.MEASURED, "μg/m³"),
    PM25(0, StateClass.MEASURED, "μg/m³"),
    PM10(0, StateClass.MEASURED, "μg/m³"),
    NITROGEN_DIOXIDE(0, StateClass.MEASURED, "μg/m³", "ppb", "ppm"),
    OZONE(0, StateClass.MEASURED, "μg/m³", "ppb", "ppm"),
    AQI(0, StateClass.MEASURED, ""),
    PH(1, StateClass.MEASURED, ""),
    CONDUCTIVITY(0, StateClass.MEASURED, "μS/cm", "mS/cm", "S/cm"),
    SOUND_PRESSURE(0, StateClass.MEASURED, "dB", "dBA"),
    PRECIPITATION(1, StateClass.EVERY, "mm", "cm", "in"),
    PRECIPITATION_INTENSITY(1, StateClass.MEASURED, "mm/h", "mm/d", "in/h", "in/d"),
    DISTANCE(1, StateClass.EVERY, "m", "km", "cm", "mm", "mi", "ft", "in"),
    WEIGHT(1, StateClass.EVERY, "kg", "g", "lb"),
    WIND_SPEED(1, StateClass.MEASURED, "m/s", "km/h", "mph", "kn"),
    SPEED(1, StateClass.MEASURED, "m/s", "km/h", "mph", "kn"),
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

    boolean isCounted() {
        return stateClasses == StateClass.COUNTED;
    }

    boolean takes(StateClass stateClass) {
        return stateClass == null || stateClasses.contains(stateClass);
    }

    /** The state class to fall back on when another one is not taken; null when none is. */
    StateClass usual() {
        if (stateClasses.isEmpty()) {
            return null;
        }
        if (stateClasses.contains(StateClass.MEASUREMENT)) {
            return StateClass.MEASUREMENT;
        }
        // a meter of gas or water falls only when it begins anew; energy may flow back
        return this == GAS || this == WATER ? StateClass.TOTAL_INCREASING : StateClass.TOTAL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, for a person. */
    static String words() {
        return Arrays.stream(values()).map(DeviceClass::word).collect(Collectors.joining(", "));
    }

    String units() {
        return units.isEmpty()
                ? "none"
                : units.stream().map(unit -> unit.isEmpty() ? "none" : unit).collect(Collectors.joining(", "));
    }

    /** The state classes it takes, and none, which each does. */
    String states() {
        return Stream.concat(
                        Arrays.stream(StateClass.values())
                                .filter(stateClasses::contains)
                                .map(StateClass::word),
                        Stream.of("none"))
                .collect(Collectors.joining(", "));
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
