package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.EntityRule.Shape;
import java.util.List;

/**
 * One entity as Home Assistant is told of it. Two are equal when nothing would have to be announced anew.
 *
 * @param key its id within the device, never changed once in use
 * @param place id of the Home Assistant device it belongs to
 * @param name without the device's name, which Home Assistant puts before it
 * @param label of an enum or a text: the label whose value is the state
 * @param deviceClass empty for none; a word of the platform's own list
 * @param unit empty for none
 * @param stateClass null for none
 * @param factor what a number of ours is multiplied with
 * @param precision digits to show, -1 to leave it to Home Assistant
 * @param options of an enum, in order; else empty
 */
public record Entity(
        String key,
        String place,
        String name,
        Shape shape,
        String label,
        String deviceClass,
        String unit,
        StateClass stateClass,
        double factor,
        int precision,
        List<String> options,
        boolean diagnostic,
        boolean enabled) {

    public String platform() {
        return shape == Shape.FLAG ? "binary_sensor" : "sensor";
    }

    public Entity withOptions(List<String> other) {
        return new Entity(
                key,
                place,
                name,
                shape,
                label,
                deviceClass,
                unit,
                stateClass,
                factor,
                precision,
                other,
                diagnostic,
                enabled);
    }

    Entity withKey(String other) {
        return new Entity(
                other,
                place,
                name,
                shape,
                label,
                deviceClass,
                unit,
                stateClass,
                factor,
                precision,
                options,
                diagnostic,
                enabled);
    }
}
