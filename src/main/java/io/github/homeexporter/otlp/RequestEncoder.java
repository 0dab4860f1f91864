package io.github.homeexporter.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Makes requests (ExportMetricsServiceRequest, opentelemetry-proto 1.5) of metrics. What is too much for one request goes into
 * several, so that no receiver's limit is met: a gRPC server takes 4 MiB unless told otherwise.
 */
final class RequestEncoder {
    private static final int MOST_POINTS = 2_000;
    static final long MOST_BYTES = 3 * 1024 * 1024;
    private static final String SCOPE = "home-exporter";
    private static final AggregationTemporality CUMULATIVE = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;

    private final Resource resource;
    private final InstrumentationScope scope;
    private final long timeNanos;
    private final long mostBytes;
    private final List<Request> requests = new ArrayList<>();
    private ScopeMetrics.Builder metrics = ScopeMetrics.newBuilder();
    private int points;
    private long bytes;

    /** @param families metrics of which there is at least one point in it */
    record Request(byte[] body, int points, int families) {}

    private RequestEncoder(Map<String, String> resource, String version, long timeNanos, long mostBytes) {
        this.resource =
                Resource.newBuilder().addAllAttributes(attributes(resource)).build();
        this.scope = InstrumentationScope.newBuilder()
                .setName(SCOPE)
                .setVersion(version)
                .build();
        this.timeNanos = timeNanos;
        this.mostBytes = mostBytes;
    }

    /** No metrics, no request. */
    static List<Request> encode(
            Map<String, String> resource, String version, List<Metric> metrics, long timeNanos, long mostBytes) {
        RequestEncoder encoder = new RequestEncoder(resource, version, timeNanos, mostBytes);
        metrics.forEach(encoder::add);
        encoder.endRequest();
        return encoder.requests;
    }

    private void add(Metric metric) {
        List<NumberDataPoint> numbers = new ArrayList<>();
        List<HistogramDataPoint> histograms = new ArrayList<>();
        for (Point point : metric.points()) {
            if (points == MOST_POINTS || bytes >= mostBytes) {
                add(metric, numbers, histograms);
                endRequest();
            }
            int size;
            if (metric.kind() == Metric.Kind.HISTOGRAM) {
                HistogramDataPoint histogram = histogram(point);
                histograms.add(histogram);
                size = histogram.getSerializedSize();
            } else {
                NumberDataPoint number = number(point);
                numbers.add(number);
                size = number.getSerializedSize();
            }
            points++;
            bytes += CodedOutputStream.computeUInt32SizeNoTag(size) + 1 + size;
        }
        add(metric, numbers, histograms);
    }

    private void add(Metric metric, List<NumberDataPoint> numbers, List<HistogramDataPoint> histograms) {
        if (numbers.isEmpty() && histograms.isEmpty()) {
            return;
        }
        var made = io.opentelemetry.proto.metrics.v1.Metric.newBuilder()
                .setName(metric.name())
                .setDescription(metric.description())
                .setUnit(metric.unit());
        switch (metric.kind()) {
            case GAUGE -> made.setGauge(Gauge.newBuilder().addAllDataPoints(numbers));
            case COUNTER, UP_DOWN ->
                made.setSum(Sum.newBuilder()
                        .addAllDataPoints(numbers)
                        .setAggregationTemporality(CUMULATIVE)
                        .setIsMonotonic(metric.kind() == Metric.Kind.COUNTER));
            case HISTOGRAM ->
                made.setHistogram(
                        Histogram.newBuilder().addAllDataPoints(histograms).setAggregationTemporality(CUMULATIVE));
        }
        metrics.addMetrics(made);
        // its name and texts; its points have been counted
        bytes += metric.name().length()
                + metric.description().length()
                + metric.unit().length()
                + 32L;
        numbers.clear();
        histograms.clear();
    }

    private void endRequest() {
        if (points > 0) {
            ExportMetricsServiceRequest request = ExportMetricsServiceRequest.newBuilder()
                    .addResourceMetrics(
                            ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(metrics.setScope(scope)))
                    .build();
            requests.add(new Request(request.toByteArray(), points, metrics.getMetricsCount()));
        }
        metrics = ScopeMetrics.newBuilder();
        points = 0;
        bytes = 0;
    }

    private NumberDataPoint number(Point point) {
        NumberDataPoint.Builder number = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(point.startNanos())
                .setTimeUnixNano(timeNanos)
                .addAllAttributes(attributes(point.attributes()));
        // a series that stands there without a number: that is what the flag is for
        return Double.isNaN(point.value())
                ? number.setFlags(DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE)
                        .build()
                : number.setAsDouble(point.value()).build();
    }

    private HistogramDataPoint histogram(Point point) {
        return HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(point.startNanos())
                .setTimeUnixNano(timeNanos)
                .setCount(point.buckets().count())
                .setSum(point.value())
                .addAllBucketCounts(
                        LongStream.of(point.buckets().counts()).boxed().toList())
                .addAllExplicitBounds(
                        DoubleStream.of(point.buckets().bounds()).boxed().toList())
                .addAllAttributes(attributes(point.attributes()))
                .build();
    }

    private static List<KeyValue> attributes(Map<String, String> attributes) {
        List<KeyValue> pairs = new ArrayList<>(attributes.size());
        attributes.forEach((key, value) -> pairs.add(KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build()));
        return pairs;
    }

    /** A request that is too large for its receiver, as two with half of its points each; empty when it has one point only. */
    static List<Request> halves(Request request) {
        if (request.points() < 2) {
            return List.of();
        }
        ExportMetricsServiceRequest whole;
        try {
            whole = ExportMetricsServiceRequest.parseFrom(request.body());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what we encoded can be read", e);
        }
        ResourceMetrics resource = whole.getResourceMetrics(0);
        ScopeMetrics scope = resource.getScopeMetrics(0);
        List<io.opentelemetry.proto.metrics.v1.Metric> first = new ArrayList<>();
        List<io.opentelemetry.proto.metrics.v1.Metric> second = new ArrayList<>();
        int wanted = request.points() / 2;
        int have = 0;
        for (var metric : scope.getMetricsList()) {
            int points = points(metric);
            int here = Math.max(0, Math.min(points, wanted - have));
            if (here > 0) {
                first.add(part(metric, 0, here));
            }
            if (here < points) {
                second.add(part(metric, here, points));
            }
            have += points;
        }
        return List.of(request(resource, scope, first, wanted), request(resource, scope, second, have - wanted));
    }

    private static Request request(
            ResourceMetrics resource,
            ScopeMetrics scope,
            List<io.opentelemetry.proto.metrics.v1.Metric> metrics,
            int points) {
        ScopeMetrics part =
                scope.toBuilder().clearMetrics().addAllMetrics(metrics).build();
        byte[] body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(resource.toBuilder().clearScopeMetrics().addScopeMetrics(part))
                .build()
                .toByteArray();
        return new Request(body, points, metrics.size());
    }

    private static int points(io.opentelemetry.proto.metrics.v1.Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            default -> metric.getGauge().getDataPointsCount();
        };
    }

    private static io.opentelemetry.proto.metrics.v1.Metric part(
            io.opentelemetry.proto.metrics.v1.Metric metric, int from, int to) {
        var part = metric.toBuilder();
        switch (metric.getDataCase()) {
            case SUM -> {
                var all = metric.getSum().getDataPointsList();
                part.getSumBuilder().clearDataPoints().addAllDataPoints(all.subList(from, to));
            }
            case HISTOGRAM -> {
                var all = metric.getHistogram().getDataPointsList();
                part.getHistogramBuilder().clearDataPoints().addAllDataPoints(all.subList(from, to));
            }
            default -> {
                var all = metric.getGauge().getDataPointsList();
                part.getGaugeBuilder().clearDataPoints().addAllDataPoints(all.subList(from, to));
            }
        }
        return part.build();
    }
}
