package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.report.PrometheusText;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Others' metrics: files NAME.prom in a directory, in Prometheus's text format, as node_exporter takes them. A file with a
 * fault is left out whole and named; the others stand.
 */
final class TextfileCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(TextfileCollector.class);
    private static final Column MODIFIED =
            gauge(STANDARD, "node_textfile_mtime_seconds", "seconds", "When the file was last written, since 1970.");
    private static final Column ERROR =
            gauge(STANDARD, "node_textfile_scrape_error", "", "1 when a file could not be read.");

    private static final String LEFT_OUT = "; its metrics are left out";

    private final CollectorContext context;
    private final HostFiles files;
    private final Rows modified;
    private final HostRow error;
    private final Map<String, Parsed> parsed = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();

    /** What a file says, as of {@code written}. */
    private record Parsed(long written, Samples samples) {}

    TextfileCollector(CollectorContext context) {
        this.context = context;
        files = context.files();
        modified = new Rows(context.names(), List.of(MODIFIED));
        error = context.names().row(List.of(ERROR));
    }

    @Override
    public List<Column> columns() {
        return List.of(MODIFIED, ERROR);
    }

    @Override
    public void collect(Samples out) {
        String directory = context.options().commands().textfileDirectory();
        if (directory.isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        boolean failed = !files.isDirectory(directory);
        if (failed) {
            say(directory, "is no directory that can be read" + LEFT_OUT);
        } else {
            sayThatItIsRead(directory);
        }
        Set<String> taken = new HashSet<>();
        for (String name : files.list(directory)) {
            if (name.endsWith(".prom")) {
                seen.add(name);
                failed |= !read(directory + "/" + name, name, taken, out);
            }
        }
        parsed.keySet().retainAll(seen);
        said.keySet()
                .removeIf(key -> !key.equals(directory) && !seen.contains(key.substring(key.lastIndexOf('/') + 1)));
        error.add(out, 0, failed ? 1 : 0);
        modified.endOfCycle();
    }

    /** Read again only when it was written: the series of a file are made once. */
    private boolean read(String path, String name, Set<String> taken, Samples out) {
        long written = files.modified(path);
        try {
            Parsed before = parsed.get(name);
            if (before == null || before.written() != written) {
                before = new Parsed(
                        written, PrometheusText.parse(files.read(path).all()));
                parsed.put(name, before);
            }
            String twice = null;
            for (int i = 0; i < before.samples().size(); i++) {
                String series = before.samples().series(i).toString();
                if (taken.add(series)) {
                    out.add(before.samples().series(i), before.samples().value(i));
                } else if (twice == null) {
                    twice = series;
                }
            }
            modified.of("file", path).add(out, 0, written, 1e-3);
            if (twice != null) {
                say(path, twice + " stands twice, here or in another file; the first value counts");
                return false;
            }
            sayThatItIsRead(path);
            return true;
        } catch (IOException e) {
            parsed.remove(name);
            say(path, e.getMessage() + LEFT_OUT);
            return false;
        }
    }

    private void say(String path, String fault) {
        if (!fault.equals(said.put(path, fault))) {
            LOG.warn("{}: {}", path, fault);
        }
    }

    private void sayThatItIsRead(String path) {
        if (said.remove(path) != null) {
            LOG.info("{} is read again", path);
        }
    }
}
