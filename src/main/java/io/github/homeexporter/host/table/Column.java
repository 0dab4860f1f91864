package io.github.homeexporter.host.table;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Naming;
import java.util.List;
import java.util.stream.Stream;

/** One metric a collector can produce, and whose name it bears. */
public record Column(MetricFamily family, Form form) {
    public static Column gauge(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.gauge(name, unit, help), form);
    }

    public static Column counter(Form form, String name, String unit, String help) {
        return new Column(MetricFamily.counter(name, unit, help), form);
    }

    public static Column info(Form form, String name, String help) {
        return new Column(MetricFamily.info(name, help), form);
    }

    /**
     * Columns as a table, one a line: form, type, name, unit, and what it says; {@code -} for a metric without a unit.
     *
     * @throws IllegalArgumentException when a form or a type is none
     */
    public static List<Column> table(String text) {
        return text.lines()
                .map(line -> line.split(" ", 5))
                .map(cells -> new Column(
                        new MetricFamily(
                                cells[2], MetricType.valueOf(cells[1]), cells[3].equals("-") ? "" : cells[3], cells[4]),
                        Form.valueOf(cells[0])))
                .toList();
    }

    public static List<Column> both(List<Column> first, List<Column> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    boolean isCounter() {
        return family.type() == MetricType.COUNTER;
    }

    /**
     * A column, and where what it shows is read.
     *
     * @param place in the words of who reads it: a file, a field
     * @param scale what is read, times this, is what is shown
     */
    public record Figure(String place, double scale, Column column) {
        /** One a line: place, scale, and the column as {@link Column#table} has it. */
        public static List<Figure> figures(String text) {
            return text.lines()
                    .map(line -> line.split(" ", 3))
                    .map(cells -> new Figure(
                            cells[0],
                            Double.parseDouble(cells[1]),
                            table(cells[2]).get(0)))
                    .toList();
        }

        public static List<Column> columns(List<Figure> figures) {
            return figures.stream().map(Figure::column).toList();
        }
    }

    /** Whose name a metric bears, which decides under which {@code naming} it is exported. */
    public enum Form {
        /** Only the replaced exporter has it. */
        LEGACY,
        /** node_exporter's, or ours: the replaced exporter does not have it. */
        STANDARD,
        /** One name and one meaning in both: exported once, with the identity labels only when the naming is legacy. */
        SHARED,
        /** The replaced exporter's form of a name that node_exporter uses with other labels; both side by side would break sums. */
        COLLIDING,
        /** What the program says of this kind itself. */
        OWN;

        boolean isServed(Naming naming) {
            return switch (this) {
                case LEGACY -> naming.legacy();
                case STANDARD -> naming.standard();
                case SHARED, OWN -> true;
                case COLLIDING -> naming == Naming.LEGACY;
            };
        }

        boolean hasIdentity(Naming naming) {
            return switch (this) {
                case LEGACY, COLLIDING -> true;
                case STANDARD, OWN -> false;
                case SHARED -> naming == Naming.LEGACY;
            };
        }
    }
}
