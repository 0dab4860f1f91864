package io.github.homeexporter.sample;

import java.util.List;
import java.util.Map;

/** Which files were taken, which were not and why: what /healthz, an alert and the page look at. */
public record ConfigState(SampleStore store) {
    public static final String FAMILY = "home_exporter_config_last_load_successful";
    private static final MetricFamily LOADED = MetricFamily.gauge(
            FAMILY,
            "",
            "1 when the file as it is now was taken, 0 when it is broken and an older version, or none, is in force.");

    public void taken(String file) {
        store.self().set(series(file), 1);
        found(file, List.of());
    }

    /** @param findings a sentence each */
    public void refused(String file, List<?> findings) {
        store.self().set(series(file), 0);
        found(file, findings);
    }

    /** What is wrong in a file that is in force all the same. */
    public void found(String file, List<?> findings) {
        store.self().faults(file, findings.stream().map(Object::toString).toList());
    }

    public void gone(String file) {
        store.self().remove(series(file));
        found(file, List.of());
    }

    /** As {@link #gone}, unless whoever reads the file by now has found something else, or nothing. */
    public void settled(String file, Object finding) {
        if (List.of(finding.toString()).equals(store.self().faults().get(file))) {
            gone(file);
        }
    }

    private static Series series(String file) {
        return Series.of(LOADED, Map.of("file", file));
    }
}
