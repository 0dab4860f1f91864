package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.words.Unit;

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
        return Unit.of(text)
                .filter(unit -> !unit.homeAssistant().isEmpty())
                .map(unit -> new HaUnit(
                        unit.homeAssistant(),
                        DeviceClass.of(unit.deviceClass()).orElse(null),
                        unit.factor(),
                        unit.digits()))
                .orElseGet(() -> new HaUnit(text, null, 1, -1));
    }

    static boolean isKnown(String text) {
        return Unit.of(text).filter(unit -> !unit.homeAssistant().isEmpty()).isPresent();
    }
}
