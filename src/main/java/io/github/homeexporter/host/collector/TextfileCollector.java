package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.report.PrometheusText;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Others' metrics: files NAME.prom in a directory, in Prometheus's text format, as node_exporter takes them. A file with a
 * fault is left out whole and named; the others stand. A series that is read here as well is left out of the file.
 */
final class TextfileCollector implements Collector {
    private static final Column MODIFIED =
            gauge(STANDARD, "node_textfile_mtime_seconds", "seconds", "When the file was last written, since 1970.");
    private static final Column ERROR =
            gauge(STANDARD, "node_textfile_scrape_error", "", "1 when a file could not be read.");

    private static final String LEFT_OUT = "; its metrics are left out";

    private final HostFiles files;
    private final String directory;
    private final Rows modified;
    private final HostRow error;
    private final Map<String, Parsed> parsed = new HashMap<>();
    private final Map<Series, String> fileOf = new HashMap<>();

    /** What a file of that version says. */
    private record Parsed(String version, Samples samples) {}

    TextfileCollector(CollectorContext context) {
        files = context.files();
        directory = context.options().commands().textfileDirectory();
        modified = new Rows(context.names(), List.of(MODIFIED));
        error = context.names().row(List.of(ERROR));
    }

    @Override
    public Map<Series, String> others() {
        return fileOf;
    }

    @Override
    public void collect(Samples out) throws IOException {
        if (directory.isEmpty()) {
            // as node_exporter says it: a panel of its dashboards shows it
            error.add(out, 0, 0);
            return;
        }
        List<String> faults = new ArrayList<>();
        if (!files.isDirectory(directory)) {
            faults.add(directory + " is no directory that can be read" + LEFT_OUT);
        }
        Set<String> seen = new HashSet<>();
        fileOf.clear();
        for (String name : files.list(directory)) {
            if (name.endsWith(".prom")) {
                seen.add(name);
                read(directory + "/" + name, name, faults, out);
            }
        }
        parsed.keySet().retainAll(seen);
        error.add(out, 0, faults.isEmpty() ? 0 : 1);
        modified.endOfCycle();
        if (!faults.isEmpty()) {
            throw new IOException(String.join("; ", faults));
        }
    }

    /** Read again only when it was written: the series of a file are made once. */
    private void read(String path, String name, List<String> faults, Samples out) {
        String version = files.version(path);
        try {
            Parsed before = parsed.get(name);
            if (before == null || !before.version().equals(version)) {
                before = new Parsed(
                        version, PrometheusText.parse(files.read(path).all()));
                parsed.put(name, before);
            }
            Series twice = null;
            for (int i = 0; i < before.samples().size(); i++) {
                Series series = before.samples().series(i);
                if (fileOf.putIfAbsent(series, path) == null) {
                    out.add(series, before.samples().value(i));
                } else if (twice == null) {
                    twice = series;
                }
            }
            modified.of("file", path).add(out, 0, files.modified(path), 1e-3);
            if (twice != null) {
                faults.add(path + ": " + twice + " stands twice, here or in another file; the first value counts");
            }
        } catch (IOException e) {
            parsed.remove(name);
            faults.add(path + ": " + e.getMessage() + LEFT_OUT);
        }
    }
}
