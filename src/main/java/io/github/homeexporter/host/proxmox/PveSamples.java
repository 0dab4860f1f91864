package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;

/** The samples of one cycle as they come to be. */
final class PveSamples {
    private final Samples samples = new Samples(256);
    private final Map<String, String> always;

    /** @param always labels on every series, empty unless there are two clusters */
    PveSamples(Map<String, String> always) {
        this.always = always;
    }

    /** @param labels names and values by turns; NaN is no value and no sample */
    void add(MetricFamily family, double value, String... labels) {
        if (Double.isNaN(value)) {
            return;
        }
        Map<String, String> all = new HashMap<>(always);
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        samples.add(Series.of(family, all), value);
    }

    Samples samples() {
        return samples;
    }
}
