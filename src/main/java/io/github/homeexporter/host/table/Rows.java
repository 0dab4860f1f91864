package io.github.homeexporter.host.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A row for each thing that comes and goes: interfaces, mounts, disks. One not seen for ten cycles is forgotten, with what
 * its counters were, so that short-lived interfaces do not pile up.
 */
public final class Rows {
    private static final int REMEMBERED_CYCLES = 10;

    private final Names names;
    private final List<Column> columns;
    private final Map<String, Entry> entries = new HashMap<>();
    private int cycle;

    public Rows(Names names, List<Column> columns) {
        this.names = names;
        this.columns = columns;
    }

    public HostRow of(String key, Supplier<Map<String, String>> labels) {
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(names.row(columns, labels.get()));
            entries.put(key, entry);
        }
        entry.seen = cycle;
        return entry.row;
    }

    /** For a thing known by one label. */
    public HostRow of(String label, String value) {
        return of(value, () -> Map.of(label, value));
    }

    public void endOfCycle() {
        cycle++;
        entries.values().removeIf(entry -> cycle - entry.seen > REMEMBERED_CYCLES);
    }

    int size() {
        return entries.size();
    }

    private static final class Entry {
        final HostRow row;
        int seen;

        Entry(HostRow row) {
            this.row = row;
        }
    }
}
