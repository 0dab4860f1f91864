package io.github.homeexporter.loxone.state;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.HashMap;
import java.util.Map;

/** The house's operating mode: one series a mode, 1 for the one that holds. Names may occur twice, numbers do not. */
final class OperatingModeSeries implements NumberTarget {
    private static final MetricFamily MODE =
            MetricFamily.gauge("loxone_operating_mode", "", "1 for the operating mode that holds, 0 for the others.");

    private final int[] numbers;
    private final Series[] series;

    OperatingModeSeries(Map<Integer, String> modes, Map<String, String> base) {
        numbers = modes.keySet().stream().mapToInt(Integer::intValue).toArray();
        series = modes.entrySet().stream()
                .map(mode -> series(mode.getKey(), mode.getValue(), base))
                .toArray(Series[]::new);
    }

    private static Series series(int number, String name, Map<String, String> base) {
        Map<String, String> labels = new HashMap<>(base);
        labels.put("id", Integer.toString(number));
        labels.put("mode", name);
        return Series.of(MODE, labels);
    }

    @Override
    public void number(double value, Samples out) {
        for (int i = 0; i < numbers.length; i++) {
            out.add(series[i], numbers[i] == value ? 1 : 0);
        }
    }

    Series[] series() {
        return series;
    }
}
