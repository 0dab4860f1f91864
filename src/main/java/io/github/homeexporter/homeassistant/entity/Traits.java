package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Unit;
import io.github.homeexporter.words.Unit.BaseUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Device class, unit and state class of a number, in a pair that Home Assistant takes: of an impossible one the unit is kept,
 * since it is what people read, and the class goes.
 */
record Traits(String deviceClass, String unit, StateClass stateClass, double factor, int precision) {
    private static final String NO = "none";
    /** A number without a unit may be anything: no long-term statistics are kept of it. */
    private static final String WITH_UNIT = "with-unit";

    /** What is counted only rises until it begins anew; of anything else it says nothing. */
    private static final String METER = "meter";

    private static final Pattern CARBON_DIOXIDE = Pattern.compile("(?i)co[2₂]");

    /** Of what is no number. */
    static Traits plain(String deviceClass) {
        return new Traits(deviceClass, "", null, 1, -1);
    }

    static Traits of(Series series, EntityRule rule) {
        HaUnit own = HaUnit.of(SeriesUnit.of(series));
        HaUnit unit = rule.unit().isEmpty() ? own : own.as(rule.unit().equals(NO) ? "" : rule.unit());
        DeviceClass wanted = wanted(series, rule, unit);
        StateClass state = state(series, rule, wanted, unit);
        boolean meant = isEnergy(wanted) || !rule.deviceClass().isEmpty();
        if (wanted != null && meant && wanted.takes(unit.unit()) && !wanted.takes(state)) {
            state = wanted.usual();
        }
        boolean allowed = wanted != null && wanted.takes(unit.unit()) && wanted.takes(state);
        int precision = unit.precision() < 0 && allowed ? wanted.precision : unit.precision();
        return new Traits(allowed ? wanted.word() : "", unit.unit(), state, unit.factor(), precision);
    }

    private static boolean isEnergy(DeviceClass wanted) {
        return wanted == DeviceClass.ENERGY || wanted == DeviceClass.REACTIVE_ENERGY;
    }

    private static DeviceClass wanted(Series series, EntityRule rule, HaUnit unit) {
        if (rule.deviceClass().isEmpty()) {
            // parts per million of something: of carbon dioxide only when the device says so
            return unit.unit().equals("ppm")
                            && CARBON_DIOXIDE.matcher(series.toString()).find()
                    ? DeviceClass.CARBON_DIOXIDE
                    : unit.deviceClass();
        }
        return DeviceClass.of(rule.deviceClass()).orElse(null);
    }

    private static StateClass state(Series series, EntityRule rule, DeviceClass wanted, HaUnit unit) {
        if (rule.stateClass().equals(WITH_UNIT)) {
            return unit.unit().isEmpty() ? null : StateClass.MEASUREMENT;
        }
        if (rule.stateClass().equals(METER) && wanted != null && wanted.isCounted()) {
            return StateClass.TOTAL_INCREASING;
        }
        if (!rule.stateClass().isEmpty() && !rule.stateClass().equals(METER)) {
            return StateClass.of(rule.stateClass()).orElse(null);
        }
        if (series.family().type() == MetricType.COUNTER) {
            return StateClass.TOTAL_INCREASING;
        }
        // a gauge of energy may fall: only a rule can know that it is a meter
        return isEnergy(wanted) ? StateClass.TOTAL : StateClass.MEASUREMENT;
    }

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

        /** An unknown unit is shown as it stands. */
        static HaUnit of(String text) {
            if (text.isEmpty()) {
                return NONE;
            }
            return known(text)
                    .or(() -> known(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_")))
                    .map(unit -> new HaUnit(
                            unit.homeAssistant(),
                            DeviceClass.of(unit.deviceClass()).orElse(null),
                            unit.factor(),
                            unit.digits()))
                    .orElseGet(() -> new HaUnit(text.strip().replaceAll("\\s+", " "), null, 1, -1));
        }

        /** The same number in a unit that somebody wants: converted where both measure the same, else only called so. */
        HaUnit as(String wanted) {
            HaUnit other = of(wanted);
            BaseUnit from = BaseUnit.of(unit).orElse(null);
            BaseUnit to = BaseUnit.of(other.unit()).orElse(null);
            boolean scaled = from != null
                    && to != null
                    && from.name().equals(to.name())
                    && from.offset() == 0
                    && to.offset() == 0;
            double by = scaled ? factor * from.factor() / to.factor() : other.factor();
            return new HaUnit(other.unit(), other.deviceClass(), by, other.precision());
        }

        private static Optional<Unit> known(String text) {
            return Unit.of(text).filter(unit -> !unit.homeAssistant().isEmpty());
        }

        static boolean isKnown(String text) {
            return known(text).isPresent();
        }
    }

    /** Where a series says its unit: in a label, in its family, or at the end of a name. */
    static final class SeriesUnit {
        private static final String LABEL = "unit";
        /** Words that may stand behind the unit of a metric's name. */
        private static final Pattern PERIOD =
                Pattern.compile("_(total|today|daily|weekly|monthly|yearly|(this_)?(day|week|month|year))$");

        private SeriesUnit() {}

        public static String of(Series series) {
            String label = series.labels().get(LABEL);
            if (label != null) {
                return label;
            }
            if (!series.family().unit().isEmpty()) {
                return series.family().unit();
            }
            String attribute = series.labels().get("attr");
            if (attribute != null) {
                // the metric is a section of many units: operating_hours has numbers of starts as well
                return ending(attribute);
            }
            String name = series.family().name();
            String ending = ending(PERIOD.matcher(name).replaceFirst(""));
            // a one-letter ending of a metric's name is a letter
            return ending.length() > 1 ? ending : "";
        }

        /**
         * {@code C} of {@code vorlauf_C}, {@code watt_hours} of {@code energy_watt_hours}: the longest ending that is a unit; empty
         * when there is none.
         */
        static String ending(String name) {
            for (int at = name.indexOf('_', 1); at > 0; at = name.indexOf('_', at + 1)) {
                String rest = name.substring(at + 1);
                // starts_per_hours are no hours
                if (HaUnit.isKnown(rest) && !name.startsWith("_per", at - 4)) {
                    return rest;
                }
            }
            return "";
        }
    }
}
