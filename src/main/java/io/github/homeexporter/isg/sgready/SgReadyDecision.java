package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.net.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Which level is wished and whether it may be set now: the strongest of all wishes; none means normal. A wish that ends takes
 * only itself away, and one that is not repeated is over after a while, so that a lost message does not lock the house. What
 * the heat pump shows and nobody is known to wish counts as a wish as well, from when it was first seen: it was set before a
 * restart, or by somebody else.
 */
final class SgReadyDecision {
    /** Wishes remembered at most; more are a mistake of whoever sends them. */
    private static final int MOST = 1000;
    /** Id of the wish that the heat pump shows. */
    private static final String FOUND = "";

    private record Wish(SgReadyLevel level, String name, long since) {}

    private final String label;
    private final boolean force;
    private final Duration minimum;
    private final Duration hold;
    private final LongSupplier ticks;
    private final Map<String, Wish> wishes = new HashMap<>();
    /** Levels whose alert was resolved before it was known what the heat pump shows. */
    private final Set<SgReadyLevel> ended = EnumSet.noneOf(SgReadyLevel.class);

    private SgReadyLevel shown;
    private SgReadyLevel set;
    private boolean hasChanged;
    private long changed;

    /**
     * @param label of an alert that says the level
     * @param force whether the maximum may be asked for
     * @param minimum least time between two changes
     * @param hold how long a wish counts without being repeated
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
                wishes.remove("alert " + alert.id());
                end(level);
            } else if (!alert.firing()) {
                unknown.add("an alert has status \"" + shown(alert.status()) + "\"; allowed: firing, resolved");
            } else if (level == null) {
                unknown.add("a firing alert has label " + label + "=\"" + shown(word) + "\"; allowed: "
                        + SgReadyLevel.WORDS);
            } else if (!add("alert " + alert.id(), level, alert.labels().getOrDefault("alertname", ""))) {
                unknown.add(
                        level == SgReadyLevel.FORCE && !force
                                ? "a firing alert asks for force, which isg.sgready.allow-force does not allow"
                                : "more than " + MOST + " alerts fire");
            }
        }
        return unknown;
    }

    /**
     * What somebody else than an alert wishes from now on; normal takes the wish away.
     *
     * @throws IllegalArgumentException when it is no level, or one that is not allowed
     */
    void wish(String source, String word) {
        SgReadyLevel level = SgReadyLevel.of(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "level \"" + shown(word) + "\"; allowed: " + SgReadyLevel.WORDS + ", or 1 to 4"));
        if (level == SgReadyLevel.NORMAL) {
            Wish before = wishes.remove("from " + source);
            // whoever says normal after a restart means what was wished before it
            end(before == null && wishes.containsKey(FOUND) ? wishes.get(FOUND).level() : null);
            if (shown == null) {
                ended.addAll(EnumSet.allOf(SgReadyLevel.class));
            }
        } else if (!add("from " + source, level, source)) {
            throw new IllegalArgumentException("force is not allowed (isg.sgready.allow-force)");
        }
    }

    private boolean add(String id, SgReadyLevel level, String name) {
        if (level == SgReadyLevel.FORCE && !force || wishes.size() >= MOST && !wishes.containsKey(id)) {
            return false;
        }
        wishes.put(id, new Wish(level, name, ticks.getAsLong()));
        // now it is known who wishes what the heat pump shows
        wishes.computeIfPresent(FOUND, (key, found) -> found.level() == level ? null : found);
        return true;
    }

    private void end(SgReadyLevel level) {
        if (level != null) {
            wishes.computeIfPresent(FOUND, (key, found) -> found.level() == level ? null : found);
            if (shown == null) {
                ended.add(level);
            }
        }
    }

    /** Texts of a caller must not write lines of their own into the log. */
    static String shown(String text) {
        return Texts.unbroken(text.substring(0, Math.min(100, text.length())));
    }

    /**
     * What the heat pump has now.
     *
     * @return whether that is a level nobody is known to wish
     */
    boolean shows(SgReadyLevel level) {
        boolean first = shown == null;
        // it is only adopted, never enforced
        wishes.computeIfPresent(FOUND, (key, before) -> before.level() == level ? before : null);
        boolean found = level != SgReadyLevel.NORMAL
                && level != shown
                && wanted() == SgReadyLevel.NORMAL
                && !(first && ended.contains(level));
        if (found) {
            wishes.put(FOUND, new Wish(level, "what the heat pump showed", ticks.getAsLong()));
        }
        shown = level;
        ended.clear();
        return found;
    }

    /** The strongest level that is asked for. */
    SgReadyLevel wanted() {
        wishes.values().removeIf(wish -> ticks.getAsLong() - wish.since() > hold.toNanos());
        return wishes.values().stream()
                .map(Wish::level)
                .max(Comparator.naturalOrder())
                .orElse(SgReadyLevel.NORMAL);
    }

    /** Names of the wishes for it, for the log. */
    List<String> reasons(SgReadyLevel level) {
        return wishes.values().stream()
                .filter(wish -> wish.level() == level)
                .map(Wish::name)
                .distinct()
                .sorted()
                .limit(5)
                .toList();
    }

    /** The level that the heat pump had when it was last looked at, null before the first time. */
    SgReadyLevel shown() {
        return shown;
    }

    /** Whether there is nothing to hold and nothing to wait for. */
    boolean isAtRest() {
        return shown == SgReadyLevel.NORMAL && wanted() == SgReadyLevel.NORMAL;
    }

    /** Whether it was set already, so that writing it again is no change. */
    boolean isAgain(SgReadyLevel wanted) {
        return wanted == set;
    }

    /** How long a change has to wait; zero when it may be made now. Whoever locks has a reason that does not wait. */
    Duration wait(SgReadyLevel wanted) {
        if (!hasChanged || wanted == SgReadyLevel.LOCK || isAgain(wanted)) {
            return Duration.ZERO;
        }
        Duration rest = minimum.minusNanos(ticks.getAsLong() - changed);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** The heat pump has what is wanted. */
    void kept() {
        set = shown;
    }

    void done(SgReadyLevel level) {
        if (!isAgain(level)) {
            changed = ticks.getAsLong();
            hasChanged = true;
        }
        set = level;
        shown = level;
    }

    /**
     * The body of an Alertmanager webhook, version 4. Fields that are not needed are not looked at.
     *
     * @param truncated how many alerts Alertmanager left out
     */
    record AlertBody(List<Alert> alerts, long truncated) {
        /** The HTTP port takes no more either. */
        static final int MAX_BYTES = 64 * 1024;

        private static final int MAX_ALERTS = 1000;

        /** @param id its fingerprint, or its labels when it has none */
        record Alert(String id, boolean firing, boolean resolved, String status, Map<String, String> labels) {}

        AlertBody {
            alerts = List.copyOf(alerts);
        }

        /** @throws IllegalArgumentException saying what is wrong */
        static AlertBody parse(byte[] json) {
            Object root;
            try {
                root = Json.plain(new String(json, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalArgumentException("the body is not JSON", e);
            }
            if (!(root instanceof Map<?, ?> body) || !(body.get("alerts") instanceof List<?> list)) {
                throw new IllegalArgumentException(
                        "the body has no list of alerts; allowed: Alertmanager's webhook, version 4");
            }
            if (list.size() > MAX_ALERTS) {
                throw new IllegalArgumentException("more than " + MAX_ALERTS + " alerts");
            }
            List<Alert> alerts = new ArrayList<>();
            for (Object each : list) {
                if (!(each instanceof Map<?, ?> alert)) {
                    throw new IllegalArgumentException("an alert is not an object");
                }
                alerts.add(alert(alert));
            }
            return new AlertBody(alerts, body.get("truncatedAlerts") instanceof Number n ? n.longValue() : 0);
        }

        private static Alert alert(Map<?, ?> alert) {
            Map<String, String> labels = new TreeMap<>();
            if (alert.get("labels") instanceof Map<?, ?> given) {
                given.forEach((k, v) -> labels.put(String.valueOf(k), String.valueOf(v)));
            }
            String status = String.valueOf(alert.get("status"));
            Object fingerprint = alert.get("fingerprint");
            return new Alert(
                    fingerprint == null ? labels.toString() : fingerprint.toString(),
                    status.equals("firing"),
                    status.equals("resolved"),
                    status,
                    labels);
        }
    }
}
