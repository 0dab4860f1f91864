package io.github.homeexporter.otlp.model;

import java.util.List;
import java.util.Map;

/**
 * One metric as OTLP has it.
 *
 * @param unit in UCUM, empty when there is none
 */
public record Metric(String name, String unit, String description, Kind kind, List<Point> points) {
    /** What the numbers mean; sums and histograms are cumulative. */
    public enum Kind {
        GAUGE,
        /** A sum that only rises. */
        COUNTER,
        /** A sum that may fall, so that adding up points of several sources makes sense. */
        UP_DOWN,
        HISTOGRAM
    }

    /**
     * One number, or one histogram.
     *
     * @param startNanos since when a sum or histogram counts, nanoseconds since 1970; 0 for gauges
     * @param value of a histogram the sum of what was observed
     * @param buckets null but for histograms
     */
    public record Point(Map<String, String> attributes, long startNanos, double value, Buckets buckets) {
        /**
         * @param bounds upper, rising
         * @param counts how many observations fell into each bucket, not added up; one more than there are bounds
         */
        public record Buckets(double[] bounds, long[] counts) {
            public long count() {
                long sum = 0;
                for (long count : counts) {
                    sum += count;
                }
                return sum;
            }
        }

        public static Point of(Map<String, String> attributes, double value) {
            return new Point(attributes, 0, value, null);
        }

        Point since(long nanos) {
            return new Point(attributes, nanos, value, buckets);
        }
    }
}
