package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.util.Map;
import java.util.TreeMap;

/** What is counted, under the names of isg_exporter; all actions are there from the start. */
final class SgReadyMetrics {
    /** The action of an alert that says nothing that could be done. */
    static final String UNKNOWN = "unknown";

    private static final MetricFamily ACTIONS = MetricFamily.counter(
            "isg_sgready_action_total",
            "",
            "Changes of the SG Ready level that were made, and alerts and wishes that ask for none (unknown).");
    private static final Series ERRORS =
            Series.of(MetricFamily.counter("isg_sgready_error_total", "", "Calls and writes that failed."));
    private static final Series REQUESTED = Series.of(MetricFamily.gauge(
            "isg_sgready_requested", "", "State that is wanted: 1 lock, 2 normal, 3 active, 4 force."));
    private static final Series STATE = Series.of(MetricFamily.gauge(
            "isg_sgready_state", "", "State the heat pump said last: 1 lock, 2 normal, 3 active, 4 force."));

    private final Map<String, Double> actions = new TreeMap<>();
    private double errors;
    private int state;

    SgReadyMetrics() {
        for (SgReadyLevel level : SgReadyLevel.values()) {
            actions.put(level.toString(), 0.0);
        }
        actions.put(UNKNOWN, 0.0);
    }

    void action(String action) {
        actions.merge(action, 1.0, Double::sum);
    }

    void error() {
        errors++;
    }

    void state(int said) {
        state = said;
    }

    Samples samples(SgReadyLevel wanted) {
        Samples samples = new Samples();
        actions.forEach((action, count) -> samples.add(Series.of(ACTIONS, Map.of("action", action)), count));
        samples.add(ERRORS, errors).add(REQUESTED, wanted.state());
        return state == 0 ? samples : samples.add(STATE, state);
    }
}
