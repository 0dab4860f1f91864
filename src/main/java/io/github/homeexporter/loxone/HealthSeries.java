package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.state.ExportScope;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

/**
 * What the exporter says of one Miniserver, handed to a sink that never forgets: these numbers must be there while the
 * Miniserver is not.
 */
final class HealthSeries {
    private static final MetricFamily LOGIN_FAILURES =
            MetricFamily.counter("loxone_login_failures_total", "", "Logins that the Miniserver refused, by reason.");

    private final ObjDoubleConsumer<Series> sink;
    private final boolean legacy;
    private final Series connected;
    private final Series lastUpdate;
    private final Series discovered;
    private final Series exported;
    private final Series ownDiscovered;
    private final Series ownExported;
    private final Series unknownValues;
    private final Series blockedUntil;
    private final Series tokenExpiry;
    private final Map<String, String> labels;
    private final List<Series> made = new ArrayList<>();
    private final Map<Series, Integer> loginFailures = new LinkedHashMap<>();

    HealthSeries(ExportScope exposition, ObjDoubleConsumer<Series> sink) {
        this.sink = sink;
        this.legacy = exposition.naming().legacy();
        labels = exposition.labels();
        connected = gauge("loxone_exporter_connected", "", "1 while values of the Miniserver arrive.");
        lastUpdate = gauge("loxone_exporter_last_update_timestamp_seconds", "seconds", "When the last value arrived.");
        discovered = gauge("loxone_exporter_controls_discovered", "", "Controls in the structure file.");
        exported = gauge("loxone_exporter_controls_exported", "", "Controls that have had a value.");
        ownDiscovered = gauge("home_exporter_loxone_controls_discovered", "", "Controls in the structure file.");
        ownExported = gauge("home_exporter_loxone_controls_exported", "", "Controls that have had a value.");
        unknownValues = series(MetricFamily.counter(
                "home_exporter_loxone_unknown_values_total",
                "",
                "Values of states that the structure file does not have."));
        blockedUntil = gauge(
                "home_exporter_loxone_blocked_until_timestamp_seconds",
                "seconds",
                "Until when the Miniserver refuses logins from here.");
        tokenExpiry = gauge(
                "home_exporter_loxone_token_expiry_timestamp_seconds",
                "seconds",
                "Until when the login token is valid.");
        connected(false);
        lastUpdate(0);
        controls(0, 0);
        sink.accept(loginFailure(Refusals.BAD_CREDENTIALS, 0), 0);
    }

    private Series gauge(String name, String unit, String help) {
        return series(MetricFamily.gauge(name, unit, help));
    }

    private Series series(MetricFamily family) {
        Series series = Series.of(family, labels);
        made.add(series);
        return series;
    }

    /** All it may have set: what to take back when the Miniserver's route goes for good. */
    List<Series> all() {
        List<Series> all = new ArrayList<>(loginFailures.keySet());
        all.addAll(made);
        return all;
    }

    /** @param reason as in the device's errors */
    void loginFailed(String reason) {
        Series series = loginFailure(reason, 1);
        sink.accept(series, loginFailures.get(series));
    }

    private Series loginFailure(String reason, int more) {
        Map<String, String> with = new TreeMap<>(labels);
        with.put("reason", reason);
        Series series = Series.of(LOGIN_FAILURES, with);
        loginFailures.merge(series, more, Integer::sum);
        return series;
    }

    void connected(boolean is) {
        legacy(connected, is ? 1 : 0);
    }

    /** @param millis since 1970, 0 before the first value */
    void lastUpdate(long millis) {
        legacy(lastUpdate, millis / 1000.0);
    }

    void controls(int inFile, int withValue) {
        legacy(discovered, inFile);
        legacy(exported, withValue);
        sink.accept(ownDiscovered, inFile);
        sink.accept(ownExported, withValue);
    }

    void unknownValues(long count) {
        sink.accept(unknownValues, count);
    }

    /** @param seconds since 1970 */
    void blockedUntil(long seconds) {
        sink.accept(blockedUntil, seconds);
    }

    /** @param seconds since 1970 */
    void tokenExpiry(long seconds) {
        sink.accept(tokenExpiry, seconds);
    }

    private void legacy(Series series, double value) {
        if (legacy) {
            sink.accept(series, value);
        }
    }
}
