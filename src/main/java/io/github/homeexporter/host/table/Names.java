package io.github.homeexporter.host.table;

import io.github.homeexporter.host.table.HostRow.Counters;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Series;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Makes series under the chosen naming; each is made once and kept by whoever asked for it. */
public final class Names {
    private final Naming naming;
    private final Map<String, String> always;
    private final Map<String, String> identity;
    private final LongAdder anomalies;

    /**
     * @param always labels on every series, empty unless there are two hosts
     * @param identity labels on the replaced exporter's names only: an {@code instance} label elsewhere would collide with
     *     the scraper's
     * @param anomalies counts what {@link Counters} refuses
     */
    public Names(Naming naming, Map<String, String> always, Map<String, String> identity, LongAdder anomalies) {
        this.naming = naming;
        this.always = Map.copyOf(always);
        this.identity = Map.copyOf(identity);
        this.anomalies = anomalies;
    }

    /** Null when the naming does not have the column. */
    Series series(Column column, Map<String, String> labels) {
        if (!column.form().isServed(naming)) {
            return null;
        }
        Map<String, String> all = new LinkedHashMap<>(always);
        if (column.form().hasIdentity(naming)) {
            all.putAll(identity);
        }
        all.putAll(labels);
        return Series.of(column.family(), all);
    }

    /** The columns' series for one thing. */
    public HostRow row(List<Column> columns, Map<String, String> labels) {
        Series[] series = new Series[columns.size()];
        for (int i = 0; i < series.length; i++) {
            series[i] = series(columns.get(i), labels);
        }
        return new HostRow(columns, series, new Counters(series.length, anomalies));
    }

    public HostRow row(List<Column> columns) {
        return row(columns, Map.of());
    }

    /** Of one column a series for each value of a label. */
    public HostRow row(Column column, Map<String, String> labels, String label, List<String> values) {
        Series[] series = new Series[values.size()];
        for (int i = 0; i < series.length; i++) {
            Map<String, String> all = new LinkedHashMap<>(labels);
            all.put(label, values.get(i));
            series[i] = series(column, all);
        }
        return new HostRow(Collections.nCopies(series.length, column), series, new Counters(series.length, anomalies));
    }
}
