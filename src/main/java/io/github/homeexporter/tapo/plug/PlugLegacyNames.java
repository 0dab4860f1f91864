package io.github.homeexporter.tapo.plug;

import static io.github.homeexporter.sample.MetricFamily.gauge;

import io.github.homeexporter.sample.MetricFamily;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The replaced exporter's names, with those that its config.yaml renames. */
public final class PlugLegacyNames {
    private static final Pattern RENAME = Pattern.compile(
            "\\s*([a-z_]+)\\s*=\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{\\s*(\\w+)\\s+(\\w+)\\s*})?\\s*");

    /** @param labels for address and alias, in this order */
    record Name(MetricFamily family, List<String> labels) {}

    private static final List<String> LABELS = List.of("host", "alias");
    private static final Map<Quantity, MetricFamily> FAMILIES = new EnumMap<>(Map.of(
            Quantity.POWER, gauge("current_consumption", "", "Power that is drawn now, in watts."),
            Quantity.VOLTAGE, gauge("current_voltage", "", "Voltage, in volts."),
            Quantity.CURRENT, gauge("current_current", "", "Current, in amperes."),
            Quantity.ENERGY_TODAY,
                    gauge("current_consumption_today", "", "Energy since the plug's midnight, in watt-hours."),
            Quantity.ENERGY_MONTH,
                    gauge(
                            "current_month_consumption",
                            "",
                            "Energy since the first of the plug's month, in watt-hours."),
            Quantity.RSSI, gauge("current_rssi", "", "Strength of the radio signal, in dBm.")));

    private final Map<Quantity, Name> names = new EnumMap<>(Quantity.class);

    private PlugLegacyNames() {
        FAMILIES.forEach((quantity, family) -> names.put(quantity, new Name(family, LABELS)));
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
                        + FAMILIES.values().stream()
                                .map(MetricFamily::name)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ", = and a name, then two label names in braces if these change too");
            }
            List<String> labels = m.group(3) == null ? LABELS : List.of(m.group(3), m.group(4));
            String help = FAMILIES.get(quantity).help();
            all.names.put(quantity, new Name(gauge(m.group(2), "", help), labels));
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
                throw new IllegalArgumentException("\"" + FAMILIES.get(other).name() + "\" and \""
                        + FAMILIES.get(quantity).name() + "\" are both named " + chosen
                        + "; allowed: a name of its own for each");
            }
            if (isTaken(chosen)) {
                throw new IllegalArgumentException("\"" + FAMILIES.get(quantity).name() + "\" is named " + chosen
                        + ", which is another metric's; allowed: a name that is free");
            }
        });
    }

    /** Whether another metric of ours bears the name. */
    private static boolean isTaken(String name) {
        return Stream.concat(
                        Stream.of(PlugSamples.INFO, PlugSamples.DISCOVERED),
                        Arrays.stream(Quantity.values()).map(quantity -> quantity.family))
                .anyMatch(family -> family.name().equals(name));
    }

    /** Null when the replaced exporter did not have it. */
    Name of(Quantity quantity) {
        return names.get(quantity);
    }

    private static Quantity quantity(String key) {
        // the file calls one of them in another order than the exposition does
        String name =
                key.toLowerCase(Locale.ROOT).equals("current_today_consumption") ? "current_consumption_today" : key;
        return FAMILIES.entrySet().stream()
                .filter(e -> e.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
