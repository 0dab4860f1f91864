package io.github.homeexporter.tapo.plug;

import static io.github.homeexporter.sample.MetricFamily.gauge;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes samples of one plug's answers; its series are made once and again only when a name or an address changes. */
public final class PlugSamples {
    static final MetricFamily INFO = MetricFamily.info("tapo_info", "What the plug is.");
    static final MetricFamily DISCOVERED =
            MetricFamily.gauge("tapo_discovered_devices", "", "Plugs and strips that were found or have answered.");
    private static final String UNNAMED = "unknown";

    private final String device;
    private final Naming naming;
    private final PlugLegacyNames legacy;
    private final Map<String, Column> columns = new HashMap<>();
    private Map<String, String> infoLabels = Map.of();
    private Series info;

    /** The series of one outlet. */
    private record Column(String host, String alias, Map<Quantity, List<Series>> series, Map<Quantity, Series> whole) {}

    /** @param device name of the plug in home_exporter_device_*: it stays when the address changes */
    public PlugSamples(String device, Naming naming, PlugLegacyNames legacy) {
        this.device = device;
        this.naming = naming;
        this.legacy = legacy;
    }

    /** The one series of a route's own. */
    public static Samples discovered(String route, long plugs) {
        Map<String, String> labels = route.equals("tapo") ? Map.of() : Map.of("device", route);
        return new Samples(1).add(Series.of(DISCOVERED, labels), plugs);
    }

    public Samples of(PlugAnswer answer, String host, String transport) {
        Samples samples = new Samples(32);
        samples.add(info(answer, host, transport), 1);
        for (Outlet outlet : answer.outlets()) {
            Column column = column(outlet, host);
            outlet.values().forEach((quantity, value) -> column.series()
                    .computeIfAbsent(quantity, q -> series(q, outlet, host))
                    .forEach(s -> samples.add(s, value)));
        }
        if (columns.size() > 2 * answer.outlets().size()) {
            // sensors come and go
            columns.keySet()
                    .retainAll(answer.outlets().stream().map(Outlet::position).collect(Collectors.toSet()));
        }
        Column own = column(answer.own(), host);
        answer.whole()
                .forEach((quantity, value) -> samples.add(
                        own.whole()
                                .computeIfAbsent(
                                        quantity,
                                        q -> Series.of(q.ofStrip(), Map.of("device", device, "alias", own.alias()))),
                        value));
        return samples;
    }

    private Column column(Outlet outlet, String host) {
        return columns.compute(
                outlet.position(),
                (position, known) -> known != null
                                && known.host().equals(host)
                                && known.alias().equals(outlet.alias())
                        ? known
                        : new Column(
                                host, outlet.alias(), new EnumMap<>(Quantity.class), new EnumMap<>(Quantity.class)));
    }

    private List<Series> series(Quantity quantity, Outlet outlet, String host) {
        List<Series> all = new ArrayList<>();
        PlugLegacyNames.Name old = legacy.of(quantity);
        if (old != null && naming.legacy()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put(old.labels().get(0), host);
            labels.put(old.labels().get(1), outlet.alias().isEmpty() ? UNNAMED : outlet.alias());
            // two sockets of a strip may bear one name
            labels.put("child", outlet.position());
            all.add(Series.of(old.family(), labels));
        }
        if (old == null || naming.standard()) {
            all.add(Series.of(
                    quantity.family, Map.of("device", device, "alias", outlet.alias(), "child", outlet.position())));
        }
        return all;
    }

    private Series info(PlugAnswer answer, String host, String transport) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", device);
        labels.put("alias", answer.own().alias());
        labels.put("host", host);
        labels.put("mac", answer.mac());
        labels.put("model", answer.model());
        labels.put("firmware", answer.firmware());
        labels.put("hardware", answer.hardware());
        labels.put("transport", transport);
        if (!labels.equals(infoLabels)) {
            infoLabels = labels;
            info = Series.of(INFO, labels);
        }
        return info;
    }

    /** The replaced exporter's names, with those that its config.yaml renames. */
    public static final class PlugLegacyNames {
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
                    throw new IllegalArgumentException(
                            "\"" + FAMILIES.get(other).name() + "\" and \""
                                    + FAMILIES.get(quantity).name() + "\" are both named " + chosen
                                    + "; allowed: a name of its own for each");
                }
                if (isTaken(chosen)) {
                    throw new IllegalArgumentException(
                            "\"" + FAMILIES.get(quantity).name() + "\" is named " + chosen
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
            String name = key.toLowerCase(Locale.ROOT).equals("current_today_consumption")
                    ? "current_consumption_today"
                    : key;
            return FAMILIES.entrySet().stream()
                    .filter(e -> e.getValue().name().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }
}
