package io.github.homeexporter.otlp.model;

import io.github.homeexporter.otlp.model.Metric.Kind;
import io.github.homeexporter.otlp.model.Metric.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a receiver once that a series has ended: a point without a recorded value (OTLP data model, "No recorded value"), as
 * Prometheus makes a series stale; without it the last number stands there for minutes. Not for use by two threads at a time.
 */
public final class EndedSeries {
    private Map<Head, Map<Map<String, String>, Long>> told = new HashMap<>();
    private Map<Head, Map<Map<String, String>, Long>> now = new HashMap<>();

    private record Head(String name, String unit, String description, Kind kind) {}

    /** The metrics with a point for each series that was in the last cycle that arrived and is no more. */
    public List<Metric> with(List<Metric> metrics) {
        now = new HashMap<>();
        for (Metric metric : metrics) {
            // of a histogram there is none without a count
            if (metric.kind() != Kind.HISTOGRAM) {
                Map<Map<String, String>, Long> points = now.computeIfAbsent(head(metric), h -> new HashMap<>());
                metric.points().forEach(point -> points.put(point.attributes(), point.startNanos()));
            }
        }
        Map<Head, List<Point>> ended = new LinkedHashMap<>();
        told.forEach((head, points) -> {
            Map<Map<String, String>, Long> still = now.getOrDefault(head, Map.of());
            points.forEach((attributes, start) -> {
                if (!still.containsKey(attributes)) {
                    ended.computeIfAbsent(head, h -> new ArrayList<>())
                            .add(Point.of(attributes, Double.NaN).since(start));
                }
            });
        });
        List<Metric> all = new ArrayList<>();
        for (Metric metric : metrics) {
            List<Point> gone = metric.kind() == Kind.HISTOGRAM ? null : ended.remove(head(metric));
            all.add(gone == null ? metric : and(metric, gone));
        }
        ended.forEach((head, points) ->
                all.add(new Metric(head.name(), head.unit(), head.description(), head.kind(), points)));
        return all;
    }

    /** The receiver has it: what ended is said. */
    public void arrived() {
        told = now;
    }

    /** It may have some of it: what ends before all of it has arrived is said to have ended as well. */
    public void arrivedInPart() {
        Map<Head, Map<Map<String, String>, Long>> both = new HashMap<>(now);
        told.forEach((head, points) -> both.merge(head, points, (newer, older) -> {
            Map<Map<String, String>, Long> all = new HashMap<>(older);
            all.putAll(newer);
            return all;
        }));
        told = both;
    }

    private static Metric and(Metric metric, List<Point> more) {
        List<Point> all = new ArrayList<>(metric.points());
        all.addAll(more);
        return new Metric(metric.name(), metric.unit(), metric.description(), metric.kind(), all);
    }

    private static Head head(Metric metric) {
        return new Head(metric.name(), metric.unit(), metric.description(), metric.kind());
    }
}
