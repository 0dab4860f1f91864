package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** Single numbers of the kernel, each by its place in a file. A kernel that has not the file has not the metric. */
final class KernelNumbers implements Collector {
    private final HostFiles files;
    private final List<Place> numbers;
    private final HostRow row;

    /** @param word which of the file's words, from 0 */
    private record Place(String path, int word, Column column) {}

    private KernelNumbers(CollectorContext context, Place... numbers) {
        files = context.files();
        this.numbers = List.of(numbers);
        row = context.names().row(columns());
    }

    static Collector filefd(CollectorContext context) {
        return new KernelNumbers(
                context,
                gauge(proc(context, "sys/fs/file-nr"), 0, "node_filefd_allocated", "Files that are open."),
                gauge(proc(context, "sys/fs/file-nr"), 2, "node_filefd_maximum", "Files that may be open."));
    }

    static Collector entropy(CollectorContext context) {
        String random = proc(context, "sys/kernel/random/");
        return new KernelNumbers(
                context,
                gauge(random + "entropy_avail", 0, "node_entropy_available_bits", "Bits of entropy there are."),
                gauge(random + "poolsize", 0, "node_entropy_pool_size_bits", "Bits of entropy there may be."));
    }

    static Collector kernelHung(CollectorContext context) {
        return new KernelNumbers(
                context,
                new Place(
                        proc(context, "sys/kernel/hung_task_detect_count"),
                        0,
                        Column.counter(
                                STANDARD,
                                "node_kernel_hung_task_detect_count",
                                "",
                                "Tasks found hanging in the kernel since boot.")));
    }

    @Override
    public List<Column> columns() {
        return numbers.stream().map(Place::column).toList();
    }

    @Override
    public void collect(Samples out) {
        for (int i = 0; i < numbers.size(); i++) {
            Place number = numbers.get(i);
            String[] words = files.text(number.path()).split("\\s+");
            if (number.word() < words.length) {
                Scan in = Scan.of(words[number.word()]);
                in.line();
                long value = in.number();
                if (number.column().family().type() == MetricType.COUNTER) {
                    row.count(out, i, value, 1);
                } else {
                    row.add(out, i, value, 1);
                }
            }
        }
    }

    private static String proc(CollectorContext context, String path) {
        return context.files().proc(path);
    }

    private static Place gauge(String path, int word, String metric, String help) {
        return new Place(path, word, Column.gauge(STANDARD, metric, "", help));
    }
}
