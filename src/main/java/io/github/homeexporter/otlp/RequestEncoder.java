package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes requests (ExportMetricsServiceRequest, opentelemetry-proto 1.5) of metrics. What is too much for one request goes into
 * several, so that no receiver's limit is met: a gRPC server takes 4 MiB unless told otherwise.
 */
final class RequestEncoder {
    static final int MOST_POINTS = 2_000;
    static final int MOST_BYTES = 3 * 1024 * 1024;
    private static final String SCOPE = "home-exporter";
    private static final int CUMULATIVE = 2;
    private static final int NO_RECORDED_VALUE = 1;

    private final Map<String, String> resource;
    private final String version;
    private final int mostPoints;
    private final int mostBytes;
    private final List<Request> requests = new ArrayList<>();
    private ProtoWriter out;
    private int resourceMetrics;
    private int scopeMetrics;
    private int metricContent;
    private int dataContent;
    private int points;
    private int families;

    /** @param families metrics of which there is at least one point in it */
    record Request(byte[] body, int points, int families) {}

    RequestEncoder(Map<String, String> resource, String version, int mostPoints, int mostBytes) {
        this.resource = resource;
        this.version = version;
        this.mostPoints = mostPoints;
        this.mostBytes = mostBytes;
    }

    static List<Request> encode(Map<String, String> resource, String version, List<Metric> metrics, long timeNanos) {
        return new RequestEncoder(resource, version, MOST_POINTS, MOST_BYTES).encode(metrics, timeNanos);
    }

    /** No metrics, no request. */
    List<Request> encode(List<Metric> metrics, long timeNanos) {
        for (Metric metric : metrics) {
            boolean open = false;
            for (Point point : metric.points()) {
                if (out != null && points > 0 && (points == mostPoints || out.size() >= mostBytes)) {
                    if (open) {
                        endMetric(metric);
                        open = false;
                    }
                    endRequest();
                }
                if (!open) {
                    beginMetric(metric);
                    open = true;
                }
                point(metric, point, timeNanos);
                points++;
            }
            if (open) {
                endMetric(metric);
            }
        }
        endRequest();
        return requests;
    }

    private void beginRequest() {
        out = new ProtoWriter();
        resourceMetrics = out.begin(1);
        int content = out.begin(1);
        attributes(1, resource);
        out.end(content);
        scopeMetrics = out.begin(2);
        content = out.begin(1);
        out.text(1, SCOPE);
        out.text(2, version);
        out.end(content);
    }

    private void endRequest() {
        if (out != null) {
            out.end(scopeMetrics);
            out.end(resourceMetrics);
            requests.add(new Request(out.toBytes(), points, families));
            out = null;
            points = 0;
            families = 0;
        }
    }

    private void beginMetric(Metric metric) {
        if (out == null) {
            beginRequest();
        }
        metricContent = out.begin(2);
        out.text(1, metric.name());
        out.text(2, metric.description());
        out.text(3, metric.unit());
        dataContent = out.begin(
                switch (metric.kind()) {
                    case GAUGE -> 5;
                    case COUNTER, UP_DOWN -> 7;
                    case HISTOGRAM -> 9;
                });
        families++;
    }

    private void endMetric(Metric metric) {
        if (metric.kind() != Metric.Kind.GAUGE) {
            out.varint(2, CUMULATIVE);
        }
        out.varint(3, metric.kind() == Metric.Kind.COUNTER ? 1 : 0);
        out.end(dataContent);
        out.end(metricContent);
    }

    private void point(Metric metric, Point point, long timeNanos) {
        int content = out.begin(1);
        out.fixed(2, point.startNanos());
        out.fixed(3, timeNanos);
        if (metric.kind() == Metric.Kind.HISTOGRAM) {
            out.fixed(4, point.buckets().count());
            out.number(5, point.value());
            out.fixed(6, point.buckets().counts());
            out.numbers(7, point.buckets().bounds());
            attributes(9, point.attributes());
        } else if (Double.isNaN(point.value())) {
            // a series that stands there without a number: that is what the flag is for
            attributes(7, point.attributes());
            out.varint(8, NO_RECORDED_VALUE);
        } else {
            out.number(4, point.value());
            attributes(7, point.attributes());
        }
        out.end(content);
    }

    private void attributes(int field, Map<String, String> attributes) {
        attributes.forEach((key, value) -> {
            int pair = out.begin(field);
            out.text(1, key);
            int any = out.begin(2);
            out.textAlways(1, value);
            out.end(any);
            out.end(pair);
        });
    }
}
