package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the official classes read, in our terms. */
final class Decoded {
    private Decoded() {}

    /** All metrics of all requests. */
    static List<Metric> metrics(Collection<Receiver.Received> received) {
        List<Metric> all = new ArrayList<>();
        received.forEach(one -> all.addAll(metrics(one.request(), 0)));
        return all;
    }

    /** @param time that each point must have; 0 for any */
    static List<Metric> metrics(ExportMetricsServiceRequest request, long time) {
        List<Metric> all = new ArrayList<>();
        request.getResourceMetricsList().forEach(resource -> resource.getScopeMetricsList()
                .forEach(scope -> scope.getMetricsList().forEach(metric -> all.add(metric(metric, time)))));
        return all;
    }

    static Map<String, String> resource(ExportMetricsServiceRequest request) {
        return attributes(request.getResourceMetrics(0).getResource().getAttributesList());
    }

    private static Metric metric(io.opentelemetry.proto.metrics.v1.Metric metric, long time) {
        List<Point> points = new ArrayList<>();
        Metric.Kind kind =
                switch (metric.getDataCase()) {
                    case GAUGE -> Metric.Kind.GAUGE;
                    case SUM -> metric.getSum().getIsMonotonic() ? Metric.Kind.COUNTER : Metric.Kind.UP_DOWN;
                    case HISTOGRAM -> Metric.Kind.HISTOGRAM;
                    default -> throw new AssertionError(metric.getDataCase());
                };
        metric.getGauge().getDataPointsList().forEach(point -> points.add(point(point, time)));
        metric.getSum().getDataPointsList().forEach(point -> points.add(point(point, time)));
        metric.getHistogram().getDataPointsList().forEach(point -> points.add(point(point, time)));
        return new Metric(metric.getName(), metric.getUnit(), metric.getDescription(), kind, points);
    }

    private static Point point(NumberDataPoint point, long time) {
        assertTime(point.getStartTimeUnixNano(), point.getTimeUnixNano(), time);
        double value = point.hasAsDouble() ? point.getAsDouble() : Double.NaN;
        return new Point(attributes(point.getAttributesList()), point.getStartTimeUnixNano(), value, null);
    }

    private static Point point(HistogramDataPoint point, long time) {
        assertTime(point.getStartTimeUnixNano(), point.getTimeUnixNano(), time);
        Point.Buckets buckets = new Point.Buckets(
                point.getExplicitBoundsList().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                point.getBucketCountsList().stream().mapToLong(Long::longValue).toArray());
        assertThat(buckets.counts()).hasSize(buckets.bounds().length + 1);
        assertThat(point.getCount()).isEqualTo(buckets.count());
        return new Point(attributes(point.getAttributesList()), point.getStartTimeUnixNano(), point.getSum(), buckets);
    }

    private static void assertTime(long start, long time, long expected) {
        assertThat(start).isLessThanOrEqualTo(time);
        assertThat(time).isEqualTo(expected == 0 ? time : expected).isPositive();
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> {
            assertThat(attributes.put(pair.getKey(), pair.getValue().getStringValue()))
                    .as("an attribute stands once")
                    .isNull();
        });
        return attributes;
    }
}
