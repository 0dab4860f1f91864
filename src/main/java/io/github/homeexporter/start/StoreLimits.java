package io.github.homeexporter.start;

import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Limits;
import io.github.homeexporter.sample.Limits.StalePolicy;
import io.github.homeexporter.settings.Settings;
import java.util.Locale;

/** What the {@code samples.*} settings allow. */
final class StoreLimits {
    private StoreLimits() {}

    /** A finding and the default for what cannot be read. */
    static Limits of(Settings settings) {
        Limits d = Limits.DEFAULT;
        return new Limits(
                settings.number("samples.max-series", 1, 10_000_000),
                total(settings),
                settings.parsed(
                        "samples.stale-after", Durations::parse, "30s, 5m, 1h30m, or bare seconds", d.staleAfter()),
                settings.parsed(
                        "samples.stale-policy",
                        text -> StalePolicy.valueOf(text.toUpperCase(Locale.ROOT)),
                        "drop, keep, nan",
                        d.stalePolicy()),
                d.missedIntervals());
    }

    private static int total(Settings settings) {
        int set = settings.number("samples.max-series-total", 0, 10_000_000);
        boolean mqtt = !settings.get("mqtt.host").isBlank();
        boolean otlp = !settings.get("otel.endpoint").isBlank();
        return set > 0 ? set : Limits.ofHeap(mqtt, otlp);
    }
}
