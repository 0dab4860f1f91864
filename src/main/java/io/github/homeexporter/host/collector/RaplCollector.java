package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.counter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Energy that the CPU and its parts used, as Intel's and AMD's power caps count it; mostly for root only. */
final class RaplCollector implements Collector {
    /** {@code package-0}, {@code dram}, {@code psys}. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9_]+?)-?(\\d+)?");

    /** For the documentation: the rest is made by the same rule. */
    static final List<Column> EXAMPLES = List.of(column("package"), column("core"), column("dram"));

    private final HostFiles files;
    private final Names names;
    private final Map<String, HostRow> rows = new HashMap<>();

    RaplCollector(CollectorContext context) {
        files = context.files();
        names = context.names();
    }

    @Override
    public void collect(Samples out) {
        String base = files.sys("class/powercap/");
        Map<String, Integer> indexes = new HashMap<>();
        for (String zone : files.list(base)) {
            String name = files.text(base + zone + "/name").toLowerCase(Locale.ROOT);
            long micro = files.number(base + zone + "/energy_uj");
            Matcher matcher = NAME.matcher(name);
            if (zone.contains(":") && micro != Scan.NONE && matcher.matches()) {
                String kind = matcher.group(1);
                // parts have no number of their own
                String index = matcher.group(2) != null
                        ? matcher.group(2)
                        : String.valueOf(indexes.merge(kind, 1, Integer::sum) - 1);
                String path = base + zone;
                rows.computeIfAbsent(
                                path + " " + name,
                                p -> names.row(List.of(column(kind)), Map.of("index", index, "path", path)))
                        .count(out, 0, micro, 1e-6);
            }
        }
    }

    private static Column column(String kind) {
        return counter(
                STANDARD, "node_rapl_" + kind + "_joules_total", "joules", "Energy used by " + kind + " of the CPU.");
    }
}
