package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.FamilyView;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.SampleStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values in the shape of a replaced exporter. */
final class ValuesJson {
    private static final String ISG = "isg_";
    private static final String UNIT = "unit";

    private ValuesJson() {}

    /**
     * As isg_exporter: {@code {"hochdruck":[{"Value":10,"Unit":"bar"}]}}, by the name without {@code isg_}; flags, texts and
     * what the program says of itself are left out there, too.
     */
    static String writeIsg(SampleStore store) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (FamilyView family : store.families()) {
            String name = family.family().name();
            boolean value = name.startsWith(ISG)
                    && !name.startsWith("isg_flag")
                    && family.family().type() == MetricType.GAUGE
                    && store.self().numbers(name).isEmpty();
            if (value) {
                all.put(name.substring(ISG.length()), isgEntries(family));
            }
        }
        return Json.write(all) + "\n";
    }

    private static List<Object> isgEntries(FamilyView family) {
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < family.size(); i++) {
            Map<String, String> labels = new LinkedHashMap<>(family.series(i).labels());
            String unit = labels.remove(UNIT);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("Value", number(family.value(i)));
            if (unit != null) {
                entry.put("Unit", unit);
            }
            if (!labels.isEmpty()) {
                entry.put("Labels", new LinkedHashMap<>(labels));
            }
            entries.add(entry);
        }
        return entries;
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
