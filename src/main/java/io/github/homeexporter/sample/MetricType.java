package io.github.homeexporter.sample;

/** What a family's numbers mean to a scraper. The text format 0.0.4 shows {@code INFO} and {@code STATESET} as gauges. */
public enum MetricType {
    GAUGE,
    COUNTER,
    INFO,
    STATESET
}
