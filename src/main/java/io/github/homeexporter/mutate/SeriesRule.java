package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.sample.Series;
import java.util.Map;

/**
 * A rule over series that a device already gave names, by their metric name and labels.
 *
 * @param metric null for any
 * @param labels a label that is not there is the empty text
 */
record SeriesRule(Pattern metric, Map<String, Pattern> labels, boolean drop) {
    boolean matches(Series series) {
        if (metric != null && !metric.matcher(series.family().name()).find()) {
            return false;
        }
        for (Map.Entry<String, Pattern> label : labels.entrySet()) {
            String value = series.labels().getOrDefault(label.getKey(), "");
            if (!label.getValue().matcher(value).find()) {
                return false;
            }
        }
        return true;
    }
}
