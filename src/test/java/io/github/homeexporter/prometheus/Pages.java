package io.github.homeexporter.prometheus;

import io.github.homeexporter.prometheus.Exposition.Format;
import io.github.homeexporter.prometheus.HeldPages.PageStream;
import io.github.homeexporter.prometheus.PageWriter.Page;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Pages and what they are made of, for the tests of this package. */
final class Pages {
    private Pages() {}

    record Table(MetricFamily family, List<Series> rows, List<Double> values) implements FamilyView {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Series series(int i) {
            return rows.get(i);
        }

        @Override
        public double value(int i) {
            return values.get(i);
        }
    }

    static FamilyView family(MetricFamily family, Map<String, String> labels, double value) {
        return new Table(family, List.of(Series.of(family, labels)), List.of(value));
    }

    static FamilyView family(MetricFamily family, double value) {
        return family(family, Map.of(), value);
    }

    /** The families as a page, sorted as the store gives them. */
    static String text(Format format, FamilyView... families) {
        return text(format, List.of(families));
    }

    static String text(Format format, List<? extends FamilyView> families) {
        List<FamilyView> sorted = new ArrayList<>(families);
        sorted.sort(Comparator.comparing(view -> view.family().name()));
        PageWriter out = new PageWriter(false);
        new Exposition(sorted, format).write(out);
        if (format == Format.OPENMETRICS) {
            out.put("# EOF\n");
        }
        Page page = out.finish(format);
        HeldPages held = new HeldPages(Long.MAX_VALUE);
        return text(held.open(held.hold(page, 0, () -> {})));
    }

    static String text(PageStream stream) {
        try {
            byte[] bytes = stream.readAllBytes();
            return new String(stream.gzip() ? unzip(bytes) : bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] unzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    static void push(SampleStore store, Samples samples) {
        push(store, "thing", samples);
    }

    private static void push(SampleStore store, String device, Samples samples) {
        store.publish(new Batch(device, "thing", Duration.ZERO, false, Naming.LEGACY, 1, samples));
    }

    /** A store of as many devices as it takes for all series, ten thousand each. */
    static SampleStore store(Samples samples) {
        SampleStore store = new SampleStore();
        for (int i = 0; i < samples.size(); i++) {
            push(store, "thing " + i / 10_000, new Samples(1).add(samples.series(i), samples.value(i)));
        }
        return store;
    }

    /** {@code count} series in families of a hundred, as a house has them. */
    static Samples house(int count) {
        Samples samples = new Samples(count);
        for (int i = 0; i < count; i++) {
            MetricFamily family = MetricFamily.gauge("house_value_" + i / 100, "", "A value of the house.");
            Map<String, String> labels =
                    Map.of("room", "room " + i % 20, "name", "control " + i, "category", "light", "type", "Switch");
            samples.add(Series.of(family, labels), i * 0.25);
        }
        return samples;
    }
}
