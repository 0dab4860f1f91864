package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import java.util.List;
import java.util.Map;

/** Files of one number each in the directory of a thing that comes and goes, and which metric each is. */
final class Figures {
    private final HostFiles files;
    private final List<Figure> figures;
    private final Rows rows;

    /**
     * One file.
     *
     * @param scale from what the kernel writes to the metric's unit
     */
    record Figure(String file, Column column, double scale) {
        static Figure of(String file, String metric, String unit, double scale, String help) {
            Column column = metric.endsWith("_total")
                    ? counter(STANDARD, metric, unit, help)
                    : gauge(STANDARD, metric, unit, help);
            return new Figure(file, column, scale);
        }

        static Figure of(String file, String metric, String help) {
            return of(file, metric, "", 1, help);
        }
    }

    Figures(CollectorContext context, List<Figure> figures) {
        files = context.files();
        this.figures = figures;
        rows = new Rows(context.names(), columns(figures));
    }

    static List<Column> columns(List<Figure> figures) {
        return figures.stream().map(Figure::column).toList();
    }

    /** @param directory with a slash at its end */
    void read(String directory, Map<String, String> labels, Samples out) {
        HostRow row = rows.of(labels.toString(), () -> labels);
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            long value = files.number(directory + figure.file());
            if (figure.column().family().type() == MetricType.COUNTER) {
                row.count(out, i, value, figure.scale());
            } else {
                row.add(out, i, value, figure.scale());
            }
        }
    }

    void endOfCycle() {
        rows.endOfCycle();
    }
}
