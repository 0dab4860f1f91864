package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Series;

/**
 * Device class, unit and state class of a number, in a pair that Home Assistant takes: of an impossible one the unit is kept,
 * since it is what people read, and the class goes.
 */
record Traits(String deviceClass, String unit, StateClass stateClass, double factor, int precision) {
    private static final String NO = "none";

    static Traits of(Series series, EntityRule rule) {
        String text =
                rule.unit().isEmpty() ? SeriesUnit.of(series) : rule.unit().equals(NO) ? "" : rule.unit();
        HaUnit unit = HaUnit.of(text);
        DeviceClass wanted = wanted(rule, unit);
        StateClass state = state(series, rule, wanted);
        if (wanted == DeviceClass.ENERGY && !wanted.takes(state)) {
            state = wanted.usual();
        }
        boolean allowed = wanted != null && wanted.takes(unit.unit()) && wanted.takes(state);
        int precision = unit.precision() < 0 && allowed ? wanted.precision : unit.precision();
        return new Traits(allowed ? wanted.word() : "", unit.unit(), state, unit.factor(), precision);
    }

    private static DeviceClass wanted(EntityRule rule, HaUnit unit) {
        if (rule.deviceClass().isEmpty()) {
            return unit.deviceClass();
        }
        return DeviceClass.of(rule.deviceClass()).orElse(null);
    }

    private static StateClass state(Series series, EntityRule rule, DeviceClass wanted) {
        if (!rule.stateClass().isEmpty()) {
            return StateClass.of(rule.stateClass()).orElse(null);
        }
        if (series.family().type() == MetricType.COUNTER) {
            return StateClass.TOTAL_INCREASING;
        }
        // a gauge of energy may fall: only a rule can know that it is a meter
        return wanted == DeviceClass.ENERGY ? StateClass.TOTAL : StateClass.MEASUREMENT;
    }
}
