package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.MetricsText;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;

/**
 * Prometheus's text format 0.0.4, as far as files of others need it: HELP, TYPE and samples without timestamps, which a file
 * that lies there for a while cannot have.
 */
public final class PrometheusText {
    /** More than others' programs say: a file that is appended to instead of written anew grows for ever. */
    static final int MOST = 20_000;

    private PrometheusText() {}

    /**
     * Histograms and summaries stay what they are made of: their parts as gauges.
     *
     * @throws IOException naming the line that is none, or that the last one is not whole
     */
    public static Samples parse(String text) throws IOException {
        if (!text.isBlank() && !text.endsWith("\n")) {
            throw new IOException(
                    "its last line does not end; is it being written just now? Write another file, and rename it");
        }
        MetricsText page = MetricsText.parse(text, MOST);
        Samples samples = new Samples();
        for (MetricsText.Sample sample : page.samples()) {
            String name = sample.name();
            if (sample.timed() || !MetricFamily.isLegalName(name) || !areLegal(sample)) {
                throw sample.fault();
            }
            MetricType type = page.type(name).equals("counter") ? MetricType.COUNTER : MetricType.GAUGE;
            String help = page.help(name).replace("\\n", " ").replace("\\\\", "\\");
            samples.add(Series.of(new MetricFamily(name, type, "", help), sample.labels()), sample.value());
        }
        return samples;
    }

    private static boolean areLegal(MetricsText.Sample sample) {
        return sample.labels().keySet().stream()
                .allMatch(label -> MetricFamily.isLegalName(label) && !label.contains(":"));
    }
}
