package io.github.homeexporter.otlp;

import io.github.homeexporter.otlp.OtlpComponent.ExportMirror;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the export says of itself, on every output. */
final class ExportFamilies {
    /** The states of {@link ExportMirror#status}. */
    enum Activity {
        DISABLED(0),
        IDLE(1),
        EXPORTING(2),
        RETRYING(3),
        FAILED(4);

        private final int number;

        Activity(int number) {
            this.number = number;
        }
    }

    private static final MetricFamily STATE = MetricFamily.gauge(
            "home_exporter_otlp_state",
            "",
            "0 disabled, 1 nothing sent yet, 2 healthy, 3 the last cycle failed, 4 three in a row failed or the"
                    + " receiver refuses.");
    private static final MetricFamily LAST_SUCCESS = MetricFamily.gauge(
            "home_exporter_otlp_last_success_timestamp_seconds",
            "seconds",
            "When a cycle last succeeded; 0 for never.");
    private static final MetricFamily FAILURES =
            MetricFamily.gauge("home_exporter_otlp_consecutive_failures", "", "Failed cycles in a row.");
    private static final MetricFamily EXPORTS = MetricFamily.counter(
            "home_exporter_otlp_exports_total",
            "",
            "Cycles by result; skipped: the one before was not over, or the receiver had asked for a pause.");
    private static final MetricFamily ATTEMPTS = MetricFamily.counter(
            "home_exporter_otlp_attempts_total", "", "Requests by outcome: ok, retryable, permanent, auth.");
    private static final MetricFamily POINTS =
            MetricFamily.counter("home_exporter_otlp_exported_points_total", "", "Points the receiver took.");
    private static final MetricFamily REJECTED = MetricFamily.counter(
            "home_exporter_otlp_rejected_points_total", "", "Points the receiver rejected of requests it took.");
    private static final MetricFamily STATUS = MetricFamily.gauge(
            "home_exporter_otlp_last_status_code",
            "",
            "Status of the last answer: of HTTP, or gRPC's, 0 when all is well.");
    private static final String DURATION = "home_exporter.otlp.export.duration";
    private static final Duration[] BUCKETS = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final SelfMetrics self;
    private final Supplier<MeterRegistry> registry;
    private final Supplier<? extends Collection<ExportMirror>> mirrors;
    private final Map<String, String> labels;

    /**
     * @param registry of the program's meters, may give null
     * @param name of the endpoint; any but {@code otlp} is shown as a label, so that two receivers can be told apart
     */
    ExportFamilies(
            SelfMetrics self,
            Supplier<MeterRegistry> registry,
            Supplier<? extends Collection<ExportMirror>> mirrors,
            String name) {
        this.self = self;
        this.registry = registry;
        this.labels = name.equals("otlp") ? Map.of() : Map.of("name", name);
        this.mirrors = labels.isEmpty() ? mirrors : List::of;
    }

    void started(ExportState state) {
        state(state);
        Stream.of("success", "failure", "skipped").forEach(result -> count(EXPORTS, "result", result, 0));
        Stream.of(SendOutcome.Result.values()).forEach(result -> count(ATTEMPTS, "outcome", result.word(), 0));
        self.add(series(POINTS, Map.of()), 0);
        self.add(series(REJECTED, Map.of()), 0);
        mirrors.get().forEach(mirror -> self.add(mirror.exportedFamilies(), 0));
        activity(Activity.IDLE);
    }

    void stopped() {
        self.set(series(STATE, Map.of()), ExportState.Word.DISABLED.number);
        activity(Activity.DISABLED);
    }

    void activity(Activity activity) {
        mirrors.get().forEach(mirror -> self.set(mirror.status(), activity.number));
    }

    void attempt(SendOutcome outcome, String protocol) {
        count(ATTEMPTS, "outcome", outcome.result().word(), 1);
        if (outcome.code() >= 0) {
            self.set(series(STATUS, Map.of("protocol", protocol)), outcome.code());
        }
        if (outcome.result() == SendOutcome.Result.RETRYABLE) {
            activity(Activity.RETRYING);
        }
    }

    void taken(RequestEncoder.Request request, SendOutcome outcome) {
        long rejected = Math.min(request.points(), outcome.rejected());
        self.add(series(POINTS, Map.of()), request.points() - rejected);
        self.add(series(REJECTED, Map.of()), rejected);
        mirrors.get().forEach(mirror -> self.add(mirror.exportedFamilies(), request.families()));
    }

    void skipped() {
        count(EXPORTS, "result", "skipped", 1);
    }

    /** @param nanos how long the cycle took */
    void finished(ExportState state, long nanos) {
        boolean well = state.failures() == 0;
        count(EXPORTS, "result", well ? "success" : "failure", 1);
        state(state);
        activity(well ? Activity.IDLE : Activity.FAILED);
        time(DURATION, nanos);
        mirrors.get().forEach(mirror -> time(mirror.duration(), nanos));
    }

    private void state(ExportState state) {
        self.set(series(STATE, Map.of()), state.word().number);
        self.set(series(LAST_SUCCESS, Map.of()), state.lastSuccessMillis() / 1000.0);
        self.set(series(FAILURES, Map.of()), state.failures());
        mirrors.get().forEach(mirror -> {
            self.set(mirror.lastSuccess(), state.lastSuccessMillis() / 1000.0);
            self.set(mirror.failures(), state.failures());
        });
    }

    private void time(String name, long nanos) {
        MeterRegistry meters = registry.get();
        if (meters != null) {
            Timer.Builder timer = Timer.builder(name)
                    .description("How long a cycle took, with its attempts and pauses.")
                    .serviceLevelObjectives(BUCKETS);
            labels.forEach(timer::tag);
            timer.register(meters).record(Duration.ofNanos(nanos));
        }
    }

    private void count(MetricFamily family, String label, String value, double by) {
        self.add(series(family, Map.of(label, value)), by);
    }

    private Series series(MetricFamily family, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(labels);
        all.putAll(more);
        return Series.of(family, all);
    }

    /**
     * Where the export stands, after each cycle.
     *
     * @param failures failed cycles in a row
     * @param lastSuccessMillis milliseconds since 1970; 0 for never
     * @param lastError empty when the last cycle was well
     */
    record ExportState(Word word, int failures, long lastSuccessMillis, String lastError) {
        private static final int FAILED_FROM = 3;

        /** As home_exporter_otlp_state shows it. */
        enum Word {
            DISABLED(0),
            STARTING(1),
            HEALTHY(2),
            DEGRADED(3),
            FAILED(4);

            final int number;

            Word(int number) {
                this.number = number;
            }
        }

        static final ExportState START = new ExportState(Word.STARTING, 0, 0, "");

        ExportState succeeded(long nowMillis) {
            return new ExportState(Word.HEALTHY, 0, nowMillis, "");
        }

        ExportState failed(SendOutcome outcome) {
            int inARow = failures + 1;
            boolean soon = outcome.result() == SendOutcome.Result.RETRYABLE && inARow < FAILED_FROM;
            return new ExportState(soon ? Word.DEGRADED : Word.FAILED, inARow, lastSuccessMillis, outcome.sentence());
        }
    }
}
