package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.SampleStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Values in the shape of a replaced exporter. */
final class ValuesJson {
    private static final String ISG = "isg_";
    private static final String FLAG = "isg_flag";
    private static final String UNIT = "unit";
    private static final String NAME = "name";
    private static final String MODBUS = "isg-modbus";
    /** Bits of register 2005; all others are of 2001. */
    private static final Set<String> OF_STATUS_2 = Set.of("sommerbetrieb_aktiv", "ofen_kamin_aktiv");

    private ValuesJson() {}

    /**
     * As isg_exporter: {@code {"hochdruck":[{"Value":10,"Unit":"bar"}]}}, by the name without {@code isg_}; flags of the web
     * pages, texts and what the program says of itself are left out there, too. What Modbus said has that program's names of
     * registers, {@code HOCHDRUCK}, and a mode or a bit that of its register and its own, {@code BETRIEBSART.automatik}.
     */
    static String writeIsg(SampleStore store) {
        Map<String, List<Object>> all = new TreeMap<>();
        for (DeviceStatus device : store.devices()) {
            boolean modbus = device.kind().equals(MODBUS);
            if (modbus || device.kind().equals("isg")) {
                for (StoredSample sample : store.samples(device.name())) {
                    add(all, sample, modbus);
                }
            }
        }
        return Json.write(all) + "\n";
    }

    private static void add(Map<String, List<Object>> all, StoredSample sample, boolean modbus) {
        MetricFamily family = sample.series().family();
        if (!family.name().startsWith(ISG)
                || family.type() != MetricType.GAUGE
                || !modbus && family.name().startsWith(FLAG)) {
            return;
        }
        Map<String, String> labels = new LinkedHashMap<>(sample.series().labels());
        String unit = labels.remove(UNIT);
        String key = family.name().substring(ISG.length());
        if (modbus) {
            String name = labels.remove(NAME);
            boolean second = name != null && OF_STATUS_2.contains(name);
            key = family.name().equals(FLAG) ? second ? "betriebsstatus_2" : "betriebsstatus" : key;
            key = key.toUpperCase(Locale.ROOT) + (name == null ? "" : "." + name);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Value", number(sample.value()));
        if (unit != null && !unit.isEmpty()) {
            entry.put("Unit", unit);
        }
        if (!labels.isEmpty()) {
            entry.put("Labels", labels);
        }
        all.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
    }

    /** Without a point where there is nothing behind it; null for NaN and the infinities, which JSON does not know. */
    static BigDecimal number(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal stripped = BigDecimal.valueOf(value).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
