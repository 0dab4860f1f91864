package io.github.homeexporter.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.homeexporter.otlp.RequestEncoder.Request;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;

/** A request that is too large for its receiver, as two with half of its points each. */
final class Halves {
    private Halves() {}

    /** Empty when it has one point only. */
    static List<Request> of(Request request) {
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
        List<Metric> first = new ArrayList<>();
        List<Metric> second = new ArrayList<>();
        int wanted = request.points() / 2;
        int have = 0;
        for (Metric metric : scope.getMetricsList()) {
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

    private static Request request(ResourceMetrics resource, ScopeMetrics scope, List<Metric> metrics, int points) {
        ScopeMetrics part =
                scope.toBuilder().clearMetrics().addAllMetrics(metrics).build();
        byte[] body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(resource.toBuilder().clearScopeMetrics().addScopeMetrics(part))
                .build()
                .toByteArray();
        return new Request(body, points, metrics.size());
    }

    private static int points(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            default -> metric.getGauge().getDataPointsCount();
        };
    }

    private static Metric part(Metric metric, int from, int to) {
        Metric.Builder part = metric.toBuilder();
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
