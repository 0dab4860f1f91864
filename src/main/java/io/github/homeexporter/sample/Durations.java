package io.github.homeexporter.sample;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. Camel reads a bare number as milliseconds, so options that take one are strings. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+");

    private Durations() {}

    /**
     * {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 250ms}, or bare seconds.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static Duration parse(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        if (t.matches("\\d+(\\.\\d+)?")) {
            t = t + "s";
        }
        if (!WHOLE.matcher(t).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a duration; allowed: 30s, 5m, 1h30m, 250ms, or bare seconds");
        }
        double millis = 0;
        Matcher part = PART.matcher(t);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1)) * millisOf(part.group(2));
        }
        if (millis > Integer.MAX_VALUE * 1000.0) {
            throw new IllegalArgumentException("\"" + text + "\" is longer than 68 years");
        }
        return Duration.ofMillis(Math.round(millis));
    }

    /** As a person says it: {@code 0.3 s}, {@code 14 s}, {@code 5 min 3 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    public static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return Math.floor(duration.toMillis() / 100.0) / 10 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        return seconds < 86_400
                ? two(seconds / 3600, " h", seconds % 3600 / 60, " min")
                : two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    private static String two(long large, String unit, long small, String part) {
        return large + unit + (small == 0 ? "" : " " + small + part);
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
