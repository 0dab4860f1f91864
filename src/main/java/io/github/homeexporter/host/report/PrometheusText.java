package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.MetricsText;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;

/**
 * Prometheus's text format 0.0.4, as far as files of others need it: HELP, TYPE and samples without timestamps, which a file
 * that lies there for a while cannot have.
 */
public final class PrometheusText {
    private PrometheusText() {}

    /**
     * Histograms and summaries stay what they are made of: their parts as gauges.
     *
     * @throws IOException naming the line that is none
     */
    public static Samples parse(String text) throws IOException {
        MetricsText page = MetricsText.parse(text, Integer.MAX_VALUE);
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
