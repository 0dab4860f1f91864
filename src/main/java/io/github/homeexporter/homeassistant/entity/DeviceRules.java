package io.github.homeexporter.homeassistant.entity;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.homeassistant.entity.EntityRules.EntityRule;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.words.Slug;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Home Assistant devices of one of ours. */
public final class DeviceRules {
    private static final Map<String, String> REGISTRY = Map.ofEntries(
            Map.entry("model", "model"),
            Map.entry("waermepumpen_typ", "model"),
            Map.entry("type", "model"),
            Map.entry("firmware", "sw_version"),
            Map.entry("softwarestand", "sw_version"),
            Map.entry("version", "sw_version"),
            Map.entry("hardware", "hw_version"),
            Map.entry("serial", "serial_number"),
            Map.entry("serial_number", "serial_number"),
            Map.entry("mac", "mac"));
    /** By the last word of what a text is to its device, in whatever language it is called. */
    private static final Map<String, String> ITEMS =
            Map.of("heat_pump_type", "model", "software_version", "sw_version");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> makers = new HashMap<>();

    /** As they lie in the jar. */
    public static DeviceRules shipped() {
        return new DeviceRules(EntityRules.ofJar("devices.csv"));
    }

    /** @param csv {@code kind,name,manufacturer} after a heading */
    DeviceRules(String csv) {
        Csv.lines(csv).stream().skip(1).map(Csv.Line::fields).forEach(cells -> {
            names.put(cells.get(0), cells.get(1));
            makers.put(cells.get(0), cells.get(2));
        });
    }

    /**
     * The device's own lasting word for itself, from what it says in an info: MAC address or serial number, behind the first word
     * of that metric, so that two kinds of devices keep apart. Empty when it says none.
     */
    public static String saysOfItself(String device, String kind, List<StoredSample> samples) {
        for (String label : List.of("mac", "serial", "serial_number")) {
            for (StoredSample sample : samples) {
                Series series = sample.series();
                String word = series.labels().getOrDefault(label, "");
                if (word.length() > 3 && isOwnInfo(series, device) && !kind.equals("host") && !word.matches("[0:-]*")) {
                    String plain = Slug.id(label.equals("mac") ? word.replaceAll("[:.-]", "") : word);
                    return series.family().name().replaceFirst("_.*", "") + "_" + plain;
                }
            }
        }
        return "";
    }

    /** Not of a disk, a guest or a socket. */
    private static boolean isOwnInfo(Series series, String device) {
        Map<String, String> labels = series.labels();
        return series.family().type() == MetricType.INFO
                && labels.getOrDefault("device", device).equals(device)
                && List.of("value", "text", "child", "interface", "id", "name").stream()
                        .noneMatch(labels::containsKey);
    }

    /**
     * The device itself.
     *
     * @param before as it was last, null the first time: a device that is away does not say what it is, and still is it
     */
    DeviceName main(String device, String kind, String slug, List<StoredSample> samples, DeviceName before) {
        String own = device.equals(kind) ? names.getOrDefault(kind, device) : device;
        String alias = before == null || before.name().equals(own) ? own : before.name();
        Map<String, String> registry = new LinkedHashMap<>(before == null ? Map.of() : before.registry());
        String maker = makers.getOrDefault(kind, "");
        if (!maker.isEmpty()) {
            registry.put("manufacturer", maker);
        }
        Map<String, String> said = new LinkedHashMap<>();
        for (StoredSample sample : samples) {
            Map<String, String> labels = sample.series().labels();
            if (labels.containsKey("alias") && !labels.containsKey("child")) {
                alias = labels.get("alias");
            }
            if (isOwnInfo(sample.series(), device)) {
                labels.forEach((name, value) -> {
                    String item = sample.series().item(name).key();
                    String field = ITEMS.getOrDefault(item.substring(item.lastIndexOf('/') + 1), REGISTRY.get(name));
                    if (field != null) {
                        said.putIfAbsent(field, value);
                    }
                });
            }
        }
        registry.putAll(said);
        return new DeviceName(slug, alias, "", "", Map.copyOf(registry));
    }

    /** Where this series belongs: a room or a socket of the device, or the device itself. */
    static DeviceName of(Series series, EntityRule rule, DeviceName main) {
        if (!rule.area().isEmpty()) {
            String id = main.id() + "_area_" + Slug.id(rule.area());
            return new DeviceName(id, main.name() + " " + rule.area(), rule.area(), main.id(), Map.of());
        }
        String room = series.labels().get("room");
        if (room != null) {
            String lasting =
                    series.item().room().isEmpty() ? room : series.item().room();
            return new DeviceName(main.id() + "_room_" + Slug.id(lasting), room, room, main.id(), Map.of());
        }
        String child = series.labels().get("child");
        if (child != null) {
            String name = series.labels().getOrDefault("alias", "Socket " + child);
            return new DeviceName(main.id() + "_child_" + Slug.id(child), name, "", main.id(), Map.of());
        }
        return main;
    }

    /**
     * A device of Home Assistant: the device itself, one of its rooms, or a socket of a strip. Home Assistant knows areas of
     * devices only, so the values of a room become a device of their own, behind the one that measures them.
     *
     * @param id part of its identifier and of its discovery topic
     * @param area room to suggest, empty for none
     * @param via id of the device it stands behind, empty for none
     * @param registry what else Home Assistant's registry shows: manufacturer, model, sw_version, hw_version, serial_number, mac
     */
    public record DeviceName(String id, String name, String area, String via, Map<String, String> registry) {}
}
