package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.sample.Samples;
import java.util.List;

/** Single numbers of the kernel, each a word of a file under /proc. A kernel that has not the file has not the metric. */
final class KernelNumbers implements Collector {
    private static final List<Figure> FILEFD = Figure.figures("""
            sys/fs/file-nr:0 1 STANDARD GAUGE node_filefd_allocated - Files that are open.
            sys/fs/file-nr:2 1 STANDARD GAUGE node_filefd_maximum - Files that may be open.
            """);
    private static final List<Figure> ENTROPY = Figure.figures("""
            sys/kernel/random/entropy_avail:0 1 STANDARD GAUGE node_entropy_available_bits - Bits of entropy there are.
            sys/kernel/random/poolsize:0 1 STANDARD GAUGE node_entropy_pool_size_bits - Bits of entropy there may be.
            """);
    private static final List<Figure> HUNG = Figure.figures("""
            sys/kernel/hung_task_detect_count:0 1 STANDARD COUNTER node_kernel_hung_task_detect_count - Tasks found hanging in the kernel since boot.
            """);

    private final HostFiles files;
    private final List<Figure> numbers;
    private final HostRow row;

    /** @param numbers whose places are a file, a colon, and which of its words, from 0 */
    private KernelNumbers(CollectorContext context, List<Figure> numbers) {
        files = context.files();
        this.numbers = numbers;
        row = context.names().row(Figure.columns(numbers));
    }

    static Collector filefd(CollectorContext context) {
        return new KernelNumbers(context, FILEFD);
    }

    static Collector entropy(CollectorContext context) {
        return new KernelNumbers(context, ENTROPY);
    }

    static Collector kernelHung(CollectorContext context) {
        return new KernelNumbers(context, HUNG);
    }

    @Override
    public void collect(Samples out) {
        for (int i = 0; i < numbers.size(); i++) {
            String[] place = numbers.get(i).place().split(":");
            String[] words = files.text(files.proc(place[0])).split("\\s+");
            int word = Integer.parseInt(place[1]);
            if (word < words.length) {
                row.put(out, i, Scan.number(words[word]), 1);
            }
        }
    }
}
