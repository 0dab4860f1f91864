package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.poll.CollectionCycle;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.status.Health.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The answer of {@code /health} in the shape of metrics-exporters, with what it lacked. Only a collection that does not come
 * any more is an outage; an output in trouble or a collector that fails degrades, since a restart would mend neither.
 */
final class CollectionHealth {
    private static final String STATE = "home_exporter_otlp_state";
    private static final String FAILURES = "home_exporter_otlp_consecutive_failures";
    /** States of {@link #STATE}: 0 disabled, 1 starting, 2 healthy, 3 degraded, 4 failed. */
    private static final int DISABLED = 0;

    private static final int TROUBLE = 3;

    private final int code;
    private final Map<String, Object> body;

    private CollectionHealth(int code, Map<String, Object> body) {
        this.code = code;
        this.body = body;
    }

    /**
     * @param cycle empty when nothing is collected in cycles; then the devices are judged
     * @param format {@code prometheus}, {@code otlp}, {@code both} or {@code none}; {@code auto} to tell it by what runs
     * @param strict whether degraded is to be answered with 503
     */
    static CollectionHealth of(
            Optional<CollectionCycle> cycle,
            Verdict devices,
            SampleStore store,
            String format,
            boolean strict,
            long nowMillis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", null);
        Verdict verdict = cycle.map(each -> collection(json, each, nowMillis)).orElseGet(() -> nothing(json, devices));
        OptionalDouble state = number(store, STATE);
        boolean pushes = state.isPresent() && state.getAsDouble() != DISABLED;
        boolean trouble = state.isPresent() && state.getAsDouble() >= TROUBLE;
        json.put("export_format", format.equals("auto") ? (pushes ? "both" : "prometheus") : format);
        json.put("exporter_healthy", !trouble);
        if (state.isPresent()) {
            json.put("exporter_state", (int) state.getAsDouble());
            number(store, FAILURES).ifPresent(n -> json.put("consecutive_export_failures", (long) n));
        }
        if (verdict == Verdict.HEALTHY && trouble) {
            verdict = Verdict.DEGRADED;
        }
        json.put("status", verdict.word());
        boolean refused = verdict == Verdict.UNHEALTHY || strict && verdict == Verdict.DEGRADED;
        return new CollectionHealth(refused ? 503 : 200, refused ? inDetail(json) : json);
    }

    int code() {
        return code;
    }

    String text() {
        return Json.write(body) + "\n";
    }

    private static Verdict collection(Map<String, Object> json, CollectionCycle cycle, long nowMillis) {
        CollectionCycle.Progress progress = cycle.progress();
        boolean collected = progress.lastMillis() != 0;
        double age = Math.max(0, nowMillis - progress.lastMillis()) / 1000.0;
        double interval = cycle.interval().toMillis() / 1000.0;
        counts(json, collected ? (Double) age : null, whole(interval), progress.total(), progress.errors());
        TreeSet<String> failed = new TreeSet<>(progress.failed());
        json.put("failed_collectors", failed);
        if (!collected || age >= 2 * interval) {
            return Verdict.UNHEALTHY;
        }
        return failed.isEmpty() ? Verdict.HEALTHY : Verdict.DEGRADED;
    }

    private static Verdict nothing(Map<String, Object> json, Verdict devices) {
        counts(json, null, null, 0, 0);
        return devices;
    }

    private static void counts(Map<String, Object> json, Double age, Number interval, long total, long errors) {
        json.put("last_collection_seconds_ago", age);
        json.put("collection_interval", interval);
        json.put("total_collections", total);
        json.put("collection_errors", errors);
    }

    /** A whole number where it is one, as it was. */
    private static Number whole(double seconds) {
        if (seconds == Math.rint(seconds)) {
            return (long) seconds;
        }
        return seconds;
    }

    private static OptionalDouble number(SampleStore store, String family) {
        return store.self().numbers(family).values().stream()
                .mapToDouble(Double::doubleValue)
                .max();
    }

    private static Map<String, Object> inDetail(Map<String, Object> json) {
        return Map.of("detail", json);
    }
}
