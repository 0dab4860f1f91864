package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.homeexporter.otlp.model.Metric;
import io.github.homeexporter.otlp.model.Metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What goes into requests, and into how many. */
class RequestEncoderTest {
    private static final long NOW = 1_700_000_000_000_000_000L;

    @Property(tries = 300)
    void what_was_written_is_read_back(@ForAll("metrics") List<Metric> metrics) throws InvalidProtocolBufferException {
        Map<String, String> resource = Map.of("service.name", "home-exporter");
        List<RequestEncoder.Request> requests =
                RequestEncoder.encode(resource, "1.2", metrics, NOW, RequestEncoder.MOST_BYTES);
        List<Metric> read = new ArrayList<>();
        for (RequestEncoder.Request request : requests) {
            ExportMetricsServiceRequest official = ExportMetricsServiceRequest.parseFrom(request.body());
            read.addAll(Decoded.metrics(official, NOW));
        }
        assertThat(read).usingRecursiveComparison().isEqualTo(withPoints(metrics));
    }

    @Provide
    Arbitrary<List<Metric>> metrics() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(200);
        Arbitrary<Map<String, String>> attributes =
                Arbitraries.maps(text, text).ofMaxSize(4).map(TreeMap::new);
        Arbitrary<Long> start = Arbitraries.longs().between(0, NOW);
        Arbitrary<Point> number = Combinators.combine(attributes, start, Arbitraries.doubles())
                .as((labels, since, value) -> new Point(labels, since, value, null));
        Arbitrary<Point> histogram = Combinators.combine(
                        attributes,
                        start,
                        Arbitraries.doubles(),
                        Arbitraries.integers().between(0, 12))
                .as((labels, since, sum, size) -> new Point(
                        labels,
                        since,
                        sum,
                        new Point.Buckets(
                                IntStream.range(0, size)
                                        .mapToDouble(i -> i * 0.5)
                                        .toArray(),
                                IntStream.range(0, size + 1)
                                        .mapToLong(i -> i * 1_000L)
                                        .toArray())));
        Arbitrary<Metric> metric = Arbitraries.of(Metric.Kind.class).flatMap(kind -> Combinators.combine(
                        text,
                        text,
                        text,
                        (kind == Metric.Kind.HISTOGRAM ? histogram : number)
                                .list()
                                .ofMaxSize(5))
                .as((name, unit, about, points) -> new Metric(name, unit, about, kind, points)));
        return metric.list().ofMaxSize(8);
    }

    private static List<Metric> withPoints(List<Metric> metrics) {
        return metrics.stream().filter(metric -> !metric.points().isEmpty()).toList();
    }

    @Test
    void what_is_too_much_for_one_request_goes_into_several_without_a_loss() throws Exception {
        List<Metric> metrics = new ArrayList<>();
        for (int m = 0; m < 7; m++) {
            List<Point> points = new ArrayList<>();
            for (int p = 0; p < 1_234; p++) {
                points.add(Point.of(Map.of("p", m + "." + p), p));
            }
            metrics.add(new Metric("m" + m, "", "", Metric.Kind.GAUGE, points));
        }
        List<RequestEncoder.Request> requests =
                RequestEncoder.encode(Map.of("a", "b"), "1", metrics, NOW, RequestEncoder.MOST_BYTES);
        assertThat(requests).hasSize(5).allSatisfy(r -> assertThat(r.points()).isLessThanOrEqualTo(2_000));
        Map<String, Integer> seen = new HashMap<>();
        for (RequestEncoder.Request request : requests) {
            ExportMetricsServiceRequest official = ExportMetricsServiceRequest.parseFrom(request.body());
            assertThat(official.getResourceMetrics(0).getResource().getAttributesCount())
                    .isOne();
            Decoded.metrics(official, NOW).forEach(metric -> metric.points()
                    .forEach(point -> seen.merge(point.attributes().get("p"), 1, Integer::sum)));
        }
        assertThat(seen).hasSize(7 * 1_234).allSatisfy((point, times) -> assertThat(times)
                .isOne());
    }

    @Test
    void a_request_stays_below_the_size_a_grpc_server_takes() {
        String longest = "x".repeat(256);
        List<Point> points = IntStream.range(0, 3_000)
                .mapToObj(i -> Point.of(
                        Map.of(
                                "a", longest, "b", longest, "c", longest, "d", longest, "e", longest, "f", longest, "g",
                                i + ""),
                        i))
                .toList();
        List<Metric> metrics = List.of(new Metric("wide", "", "", Metric.Kind.GAUGE, points));
        List<RequestEncoder.Request> requests =
                RequestEncoder.encode(Map.of(), "1", metrics, NOW, RequestEncoder.MOST_BYTES);
        assertThat(requests.stream().mapToInt(RequestEncoder.Request::points).sum())
                .isEqualTo(3_000);
        assertThat(requests).allSatisfy(r -> assertThat(r.body().length).isLessThan(4 * 1024 * 1024));
    }

    @Test
    void counters_are_cumulative_and_rise_and_gauges_have_no_start() throws Exception {
        List<Metric> metrics = List.of(
                new Metric("c", "By", "", Metric.Kind.COUNTER, List.of(new Point(Map.of(), 5, 1, null))),
                new Metric("u", "By", "", Metric.Kind.UP_DOWN, List.of(new Point(Map.of(), 5, 1, null))),
                new Metric("g", "By", "", Metric.Kind.GAUGE, List.of(Point.of(Map.of(), 1))));
        byte[] body = RequestEncoder.encode(Map.of(), "1", metrics, NOW, RequestEncoder.MOST_BYTES)
                .get(0)
                .body();
        var scope = ExportMetricsServiceRequest.parseFrom(body)
                .getResourceMetrics(0)
                .getScopeMetrics(0);
        assertThat(scope.getMetrics(0).getSum().getIsMonotonic()).isTrue();
        assertThat(scope.getMetrics(1).getSum().getIsMonotonic()).isFalse();
        assertThat(scope.getMetrics(0).getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertThat(scope.getMetrics(2).getGauge().getDataPoints(0).getStartTimeUnixNano())
                .isZero();
    }

    @Test
    void a_series_without_a_number_is_flagged_as_such() throws Exception {
        List<Metric> metrics =
                List.of(new Metric("g", "", "", Metric.Kind.GAUGE, List.of(Point.of(Map.of(), Double.NaN))));
        byte[] body = RequestEncoder.encode(Map.of(), "1", metrics, NOW, RequestEncoder.MOST_BYTES)
                .get(0)
                .body();
        NumberDataPoint point = ExportMetricsServiceRequest.parseFrom(body)
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(0)
                .getGauge()
                .getDataPoints(0);
        assertThat(point.getFlags()).isOne();
        assertThat(point.getValueCase()).isEqualTo(NumberDataPoint.ValueCase.VALUE_NOT_SET);
    }
}
