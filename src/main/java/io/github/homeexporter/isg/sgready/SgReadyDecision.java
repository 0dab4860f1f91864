package io.github.homeexporter.isg.sgready;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which level the alerts want and whether it may be set now: the strongest of all that fire; none means normal. An alert
 * that is resolved takes only itself away, and one that is not repeated is over after a while, so that a lost message does
 * not lock the house.
 */
final class SgReadyDecision {
    /** Alerts remembered at most; more are a mistake of whoever sends them. */
    private static final int MOST = 1000;

    private record Firing(SgReadyLevel level, String name, long since) {}

    private final String label;
    private final boolean force;
    private final Duration minimum;
    private final Duration hold;
    private final LongSupplier ticks;
    private final Map<String, Firing> firing = new HashMap<>();
    private SgReadyLevel set;
    private long changed;

    /**
     * @param label of an alert that says the level
     * @param force whether alerts may ask for the maximum
     * @param minimum least time between two changes
     * @param hold how long an alert counts without being repeated
     * @param ticks monotonic nanoseconds
     */
    SgReadyDecision(String label, boolean force, Duration minimum, Duration hold, LongSupplier ticks) {
        this.label = label;
        this.force = force;
        this.minimum = minimum;
        this.hold = hold;
        this.ticks = ticks;
    }

    /** @return what could not be taken: one sentence per alert */
    List<String> take(AlertBody body) {
        List<String> unknown = new ArrayList<>();
        for (AlertBody.Alert alert : body.alerts()) {
            String word = alert.labels().getOrDefault(label, "");
            SgReadyLevel level = SgReadyLevel.of(word).orElse(null);
            if (alert.resolved()) {
                firing.remove(alert.id());
            } else if (!alert.firing()) {
                unknown.add("an alert has status \"" + shown(alert.status()) + "\"; allowed: firing, resolved");
            } else if (level == null) {
                unknown.add("a firing alert has label " + label + "=\"" + shown(word)
                        + "\"; allowed: active, inactive, lock, normal, force");
            } else if (level == SgReadyLevel.FORCE && !force) {
                unknown.add("a firing alert asks for force, which isg.sgready.allow-force does not allow");
            } else if (firing.size() < MOST || firing.containsKey(alert.id())) {
                firing.put(
                        alert.id(), new Firing(level, alert.labels().getOrDefault("alertname", ""), ticks.getAsLong()));
            } else {
                unknown.add("more than " + MOST + " alerts fire");
            }
        }
        return unknown;
    }

    /** Texts of a caller must not write lines of their own into the log. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(100, line.length()));
    }

    /** The strongest level that is asked for. */
    SgReadyLevel wanted() {
        firing.values().removeIf(f -> ticks.getAsLong() - f.since() > hold.toNanos());
        SgReadyLevel wanted = SgReadyLevel.NORMAL;
        for (Firing f : firing.values()) {
            wanted = wanted.stronger(f.level());
        }
        return wanted;
    }

    /** Names of the alerts that ask for it, for the log. */
    List<String> reasons(SgReadyLevel level) {
        return firing.values().stream()
                .filter(f -> f.level() == level)
                .map(Firing::name)
                .distinct()
                .sorted()
                .limit(5)
                .toList();
    }

    /** The level that was set last, null before the first. */
    SgReadyLevel set() {
        return set;
    }

    /** Whether the level must be written: it is another one than the last. Before the first, normal is what it is anyway. */
    boolean isChange(SgReadyLevel wanted) {
        return wanted != (set == null ? SgReadyLevel.NORMAL : set);
    }

    /** How long a change has to wait; zero when it may be made now. */
    Duration wait(SgReadyLevel wanted) {
        if (set == null || !isChange(wanted)) {
            return Duration.ZERO;
        }
        Duration rest = minimum.minusNanos(ticks.getAsLong() - changed);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    void done(SgReadyLevel level) {
        if (isChange(level)) {
            changed = ticks.getAsLong();
        }
        set = level;
    }
}
