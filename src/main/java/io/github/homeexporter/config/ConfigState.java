package io.github.homeexporter.config;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Series;
import java.util.Map;

/** Which files were taken and which were not: what /healthz and an alert look at. */
record ConfigState(SampleStore store) {
    private static final MetricFamily LOADED = MetricFamily.gauge(
            "home_exporter_config_last_load_successful",
            "",
            "1 when the file as it is now was taken, 0 when it is broken and an older version, or none, is in force.");

    void taken(String file) {
        store.self().set(series(file), 1);
    }

    void refused(String file) {
        store.self().set(series(file), 0);
    }

    void gone(String file) {
        store.self().remove(series(file));
    }

    private static Series series(String file) {
        return Series.of(LOADED, Map.of("file", file));
    }
}
