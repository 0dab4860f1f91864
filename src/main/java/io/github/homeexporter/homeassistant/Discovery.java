package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.Entity;
import io.github.homeexporter.program.BuildInfo;
import io.github.homeexporter.words.Slug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The discovery message of a Home Assistant device: device, origin, availability and its entities. */
public final class Discovery {
    static final String ORIGIN = "home-exporter";
    /** The entity that shows a device's availability; no metric can have this key, since it holds a dash. */
    static final String CONNECTION = "connection-state";

    private final Topics topics;
    private final BuildInfo build;

    public Discovery(Topics topics, BuildInfo build) {
        this.topics = topics;
        this.build = build;
    }

    /**
     * @param deviceSlug our device, whose availability counts
     * @param components by id
     */
    public Map<String, Object> config(DeviceName place, String deviceSlug, Map<String, Object> components) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("device", device(place));
        config.put("origin", origin());
        config.put(
                "availability", List.of(Map.of("topic", topics.bridge()), Map.of("topic", topics.status(deviceSlug))));
        config.put("availability_mode", "all");
        config.put("components", components);
        return config;
    }

    String version() {
        return build.version();
    }

    Map<String, Object> origin() {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("name", ORIGIN);
        origin.put("sw_version", version());
        return origin;
    }

    /** @param expireAfter seconds after which a state without a new message is too old, 0 for never */
    public Map<String, Object> component(Entity entity, DeviceName place, String deviceSlug, long expireAfter) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("platform", entity.platform());
        component.put("unique_id", topics.uniqueId(deviceSlug, entity.key()));
        String ending = entity.name().isEmpty() ? "" : "_" + Slug.id(entity.name());
        component.put("default_entity_id", entity.platform() + "." + Slug.id(place.name()) + ending);
        // without a name it is called as its device
        component.put("name", entity.name().isEmpty() ? null : entity.name());
        component.put("state_topic", topics.state(deviceSlug, entity.key()));
        if (entity.platform().equals("binary_sensor")) {
            component.put("payload_on", "ON");
            component.put("payload_off", "OFF");
        }
        putUnlessEmpty(component, "device_class", entity.deviceClass());
        putUnlessEmpty(component, "unit_of_measurement", entity.unit());
        if (entity.stateClass() != null) {
            component.put("state_class", entity.stateClass().word());
        }
        if (entity.precision() >= 0) {
            component.put("suggested_display_precision", entity.precision());
        }
        if (!entity.options().isEmpty()) {
            component.put("options", entity.options());
        }
        if (entity.diagnostic()) {
            component.put("entity_category", "diagnostic");
        }
        if (!entity.enabled()) {
            component.put("enabled_by_default", false);
        }
        putUnlessEmpty(component, "icon", entity.icon());
        if (expireAfter > 0) {
            component.put("expire_after", expireAfter);
        }
        return component;
    }

    /** Whether we reach the device: known also while it is away, so it hangs on the program's availability only. */
    Map<String, Object> connection(DeviceName main, String deviceSlug) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("platform", "binary_sensor");
        component.put("unique_id", topics.uniqueId(deviceSlug, CONNECTION));
        component.put("default_entity_id", "binary_sensor." + Slug.id(main.name()) + "_connection");
        component.put("name", "Connection");
        component.put("state_topic", topics.status(deviceSlug));
        component.put("payload_on", "online");
        component.put("payload_off", "offline");
        component.put("device_class", "connectivity");
        component.put("entity_category", "diagnostic");
        component.put("availability", List.of(Map.of("topic", topics.bridge())));
        return component;
    }

    Map<String, Object> device(DeviceName place) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("identifiers", List.of(topics.identifier(place.id())));
        String mac = place.registry().getOrDefault("mac", "");
        if (!mac.isEmpty()) {
            device.put("connections", List.of(List.of("mac", mac.toLowerCase(Locale.ROOT))));
        }
        device.put("name", place.name());
        for (String key : List.of("manufacturer", "model", "sw_version", "hw_version", "serial_number")) {
            putUnlessEmpty(device, key, place.registry().getOrDefault(key, ""));
        }
        putUnlessEmpty(device, "suggested_area", place.area());
        if (!place.via().isEmpty()) {
            device.put("via_device", topics.identifier(place.via()));
        }
        return device;
    }

    private static void putUnlessEmpty(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }
}
