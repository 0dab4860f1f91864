package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule.Shape;
import io.github.homeexporter.sample.Series;
import java.util.List;

/**
 * One entity as Home Assistant is told of it. Two are equal when nothing would have to be announced anew.
 *
 * @param key its id within the device, never changed once in use
 * @param place id of the Home Assistant device it belongs to
 * @param name without the device's name, which Home Assistant puts before it; empty when it is the device's main matter
 * @param label of an enum or a text: the label whose value is the state
 * @param deviceClass empty for none; a word of the platform's own list
 * @param unit empty for none
 * @param stateClass null for none
 * @param factor what a number of ours is multiplied with
 * @param precision digits to show, -1 to leave it to Home Assistant
 * @param options of an enum, in order; else empty
 * @param icon as {@code mdi:pump}, empty for Home Assistant's own choice
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
        boolean enabled,
        String icon) {

    /** @param label of an enum or a text the label with the state; where there is none its number is all there is */
    static Entity of(String key, Series series, EntityRule rule, String place, String name, String label) {
        boolean ofLabel = rule.shape() == Shape.ENUM || rule.shape() == Shape.TEXT;
        Shape shape = rule.shape() == null || (ofLabel && label.isEmpty()) ? Shape.SENSOR : rule.shape();
        Traits traits =
                switch (shape) {
                    case FLAG -> Traits.plain(OwnEntities.ofFlag(rule.deviceClass()) ? rule.deviceClass() : "");
                    case ENUM -> Traits.plain("enum");
                    case TIME -> Traits.plain("timestamp");
                    case TEXT, INFO -> Traits.plain("");
                    default -> Traits.of(series, rule);
                };
        return new Entity(
                key,
                place,
                name,
                shape == Shape.INFO ? Shape.TEXT : shape,
                ofLabel || shape == Shape.INFO ? label : "",
                traits.deviceClass(),
                traits.unit(),
                traits.stateClass(),
                traits.factor(),
                traits.precision(),
                List.of(),
                rule.diagnostic(),
                !rule.off(),
                rule.icon());
    }

    public String platform() {
        return shape == Shape.FLAG ? "binary_sensor" : "sensor";
    }

    public Entity withOptions(List<String> other) {
        return with(name, other);
    }

    Entity withName(String other) {
        return with(other, options);
    }

    private Entity with(String otherName, List<String> otherOptions) {
        return new Entity(
                key,
                place,
                otherName,
                shape,
                label,
                deviceClass,
                unit,
                stateClass,
                factor,
                precision,
                otherOptions,
                diagnostic,
                enabled,
                icon);
    }

    /** An entity that Home Assistant knows, or is about to. */
    public static final class Known {
        public static final long NEVER = Long.MIN_VALUE;

        public Entity entity;
        public List<Series> sources;
        /** When it was found missing while its device answered; {@link #NEVER} while it is there. */
        public long missingSince = NEVER;

        public String sent;
        public long sentAt = NEVER;
        /** A state is not sent before this time. */
        public long notBefore = NEVER;
        /** Whether its discovery must go out before the next state: the state would be read in the old unit. */
        public boolean outdated;
        /** The last state that was no zero, null where none was heard yet, and since when zero is held back. */
        public String before;

        public long zeroSince = NEVER;

        public Known(Entity entity, List<Series> sources) {
            this.entity = entity;
            this.sources = sources;
        }

        /** Its state is to be said again, changed or not. */
        public void sayAgain() {
            sent = null;
            sentAt = NEVER;
        }
    }
}
