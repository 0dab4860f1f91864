package io.github.homeexporter.loxone.device;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Miniserver says of its own load: {@code 12%}, {@code 12345/65536kB}, {@code 31}. Needs a right that not every user has. */
public final class SystemNumbers {
    /** Behind {@code jdev/sys/}; all generations answer them. */
    public static final List<String> QUESTIONS = List.of("cpu", "heap", "numtasks");

    private static final MetricFamily CPU =
            MetricFamily.gauge("loxone_device_cpu_ratio", "ratio", "How busy the Miniserver's processor is, 0 to 1.");
    private static final MetricFamily HEAP_USED =
            MetricFamily.gauge("loxone_device_heap_used_bytes", "bytes", "Memory that the Miniserver uses.");
    private static final MetricFamily HEAP_TOTAL =
            MetricFamily.gauge("loxone_device_heap_total_bytes", "bytes", "Memory that the Miniserver has.");
    private static final MetricFamily TASKS =
            MetricFamily.gauge("loxone_device_tasks", "", "Tasks that the Miniserver runs.");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

    private SystemNumbers() {}

    /**
     * @param base labels of every series
     * @return nothing when the answer holds no such number
     */
    public static Samples read(String question, String answer, Map<String, String> base) {
        Samples out = new Samples(2);
        Matcher number = NUMBER.matcher(answer);
        if (!number.find()) {
            return out;
        }
        double first = Double.parseDouble(number.group());
        switch (question) {
            case "cpu" -> out.add(Series.of(CPU, base), first / 100);
            case "numtasks" -> out.add(Series.of(TASKS, base), first);
            default -> {
                out.add(Series.of(HEAP_USED, base), first * 1024);
                if (number.find()) {
                    out.add(Series.of(HEAP_TOTAL, base), Double.parseDouble(number.group()) * 1024);
                }
            }
        }
        return out;
    }
}
