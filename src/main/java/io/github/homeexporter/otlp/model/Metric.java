package io.github.homeexporter.otlp.model;

import java.util.List;

/**
 * One metric as OTLP has it.
 *
 * @param unit in UCUM, empty when there is none
 */
public record Metric(String name, String unit, String description, Kind kind, List<Point> points) {
    /** What the numbers mean; sums and histograms are cumulative. */
    public enum Kind {
        GAUGE,
        /** A sum that only rises. */
        COUNTER,
        /** A sum that may fall, so that adding up points of several sources makes sense. */
        UP_DOWN,
        HISTOGRAM
    }
}
