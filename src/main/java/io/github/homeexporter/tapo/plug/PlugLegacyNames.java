package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.sample.MetricFamily;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replaced exporter's names, with those that its config.yaml renames. */
public final class PlugLegacyNames {
    private static final Pattern RENAME = Pattern.compile(
            "\\s*([a-z_]+)\\s*=\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{\\s*(\\w+)\\s+(\\w+)\\s*})?\\s*");

    /** @param labels for address and alias, in this order */
    record Name(MetricFamily family, List<String> labels) {}

    private static final List<String> LABELS = List.of("host", "alias");
    private static final Map<Quantity, String> NAMES = new EnumMap<>(Map.of(
            Quantity.POWER, "current_consumption",
            Quantity.VOLTAGE, "current_voltage",
            Quantity.CURRENT, "current_current",
            Quantity.ENERGY_TODAY, "current_consumption_today",
            Quantity.ENERGY_MONTH, "current_month_consumption",
            Quantity.RSSI, "current_rssi"));
    private static final Map<Quantity, String> HELP = new EnumMap<>(Map.of(
            Quantity.POWER, "Power that is drawn now, in watts.",
            Quantity.VOLTAGE, "Voltage, in volts.",
            Quantity.CURRENT, "Current, in amperes.",
            Quantity.ENERGY_TODAY, "Energy since the plug's midnight, in watt-hours.",
            Quantity.ENERGY_MONTH, "Energy since the first of the plug's month, in watt-hours.",
            Quantity.RSSI, "Strength of the radio signal, in dBm."));

    private final Map<Quantity, Name> names = new EnumMap<>(Quantity.class);

    private PlugLegacyNames() {
        NAMES.forEach((quantity, name) -> names.put(quantity, name(quantity, name, LABELS)));
    }

    /**
     * @param renames {@code current_voltage=volts, current_rssi=signal{ip name}}
     * @throws IllegalArgumentException naming what is allowed
     */
    public static PlugLegacyNames parse(String renames) {
        PlugLegacyNames all = new PlugLegacyNames();
        if (renames.isBlank()) {
            return all;
        }
        for (String rename : renames.split(",")) {
            Matcher m = RENAME.matcher(rename);
            Quantity quantity = m.matches() ? quantity(m.group(1)) : null;
            if (quantity == null) {
                throw new IllegalArgumentException("\"" + rename.strip()
                        + "\" renames no metric; allowed: one of "
                        + String.join(", ", new java.util.TreeSet<>(NAMES.values()))
                        + ", = and a name, then two label names in braces if these change too");
            }
            List<String> labels = m.group(3) == null ? LABELS : List.of(m.group(3), m.group(4));
            all.names.put(quantity, name(quantity, m.group(2), labels));
        }
        all.refuseTwins();
        return all;
    }

    private void refuseTwins() {
        Map<String, Quantity> taken = new HashMap<>();
        names.forEach((quantity, name) -> {
            String chosen = name.family().name();
            Quantity other = taken.putIfAbsent(chosen, quantity);
            if (other != null) {
                throw new IllegalArgumentException("\"" + NAMES.get(other) + "\" and \"" + NAMES.get(quantity)
                        + "\" are both named " + chosen + "; allowed: a name of its own for each");
            }
            if (PlugStandardNames.isTaken(chosen)) {
                throw new IllegalArgumentException("\"" + NAMES.get(quantity) + "\" is named " + chosen
                        + ", which is another metric's; allowed: a name that is free");
            }
        });
    }

    /** Null when the replaced exporter did not have it. */
    Name of(Quantity quantity) {
        return names.get(quantity);
    }

    private static Quantity quantity(String key) {
        // the file calls one of them in another order than the exposition does
        String name =
                key.toLowerCase(Locale.ROOT).equals("current_today_consumption") ? "current_consumption_today" : key;
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Name name(Quantity quantity, String name, List<String> labels) {
        return new Name(MetricFamily.gauge(name, "", HELP.get(quantity)), labels);
    }
}
