package io.github.homeexporter.host;

import io.github.homeexporter.sample.MetricFamily;

/** One metric a collector can produce, and whose name it bears. */
record Column(MetricFamily family, Form form) {
    static Column gauge(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.gauge(name, unit, help), form);
    }

    static Column counter(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.counter(name, unit, help), form);
    }

    static Column info(Form form, String name, String help) {
        return new Column(MetricFamily.info(name, help), form);
    }
}
