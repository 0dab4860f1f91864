package io.github.homeexporter.host.table;

import io.github.homeexporter.sample.MetricFamily;

/** One metric a collector can produce, and whose name it bears. */
public record Column(MetricFamily family, Form form) {
    public static Column gauge(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.gauge(name, unit, help), form);
    }

    public static Column counter(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.counter(name, unit, help), form);
    }

    public static Column info(Form form, String name, String help) {
        return new Column(MetricFamily.info(name, help), form);
    }
}
