package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
}
