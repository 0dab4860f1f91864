package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.collector.Figures.Figure;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Devices of which the kernel keeps a directory each, with a number in each file. */
final class SysClass implements Collector {
    private final HostFiles files;
    private final List<Column> columns;
    private final List<Figures> figures;
    private final Rows infos;
    private final Work work;

    /** What is done for a kind of device. */
    private interface Work {
        void collect(SysClass devices, Samples out);
    }

    /** @param info null when there is none */
    private SysClass(CollectorContext context, Work work, Column info, List<List<Figure>> figures) {
        files = context.files();
        this.work = work;
        List<Column> all = new ArrayList<>();
        figures.forEach(list -> all.addAll(Figures.columns(list)));
        infos = info == null ? null : new Rows(context.names(), List.of(info));
        if (info != null) {
            all.add(info);
        }
        columns = List.copyOf(all);
        this.figures = figures.stream().map(list -> new Figures(context, list)).toList();
    }

    static Collector edac(CollectorContext context) {
        return new SysClass(
                context,
                SysClass::edac,
                null,
                List.of(SysClassFigures.EDAC, SysClassFigures.EDAC_ROW, SysClassFigures.EDAC_UNKNOWN));
    }

    static Collector nvme(CollectorContext context) {
        return new SysClass(context, SysClass::nvme, SysClassFigures.NVME, List.of());
    }

    static Collector powersupply(CollectorContext context) {
        return new SysClass(
                context,
                SysClass::powersupply,
                SysClassFigures.POWER_SUPPLY_INFO,
                List.of(SysClassFigures.POWER_SUPPLY));
    }

    static Collector watchdog(CollectorContext context) {
        return new SysClass(
                context, SysClass::watchdog, SysClassFigures.WATCHDOG_INFO, List.of(SysClassFigures.WATCHDOG));
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public void collect(Samples out) {
        work.collect(this, out);
        figures.forEach(Figures::endOfCycle);
        if (infos != null) {
            infos.endOfCycle();
        }
    }

    /** Memory controllers, and their rows of memory, of which {@code unknown} is what no row could be told for. */
    private void edac(Samples out) {
        String base = files.sys("devices/system/edac/mc/");
        for (String controller : named(base, "mc")) {
            String directory = base + controller + "/";
            String number = controller.substring(2);
            figures.get(0).read(directory, Map.of("controller", number), out);
            figures.get(2).read(directory, Map.of("controller", number, "csrow", "unknown"), out);
            for (String row : named(directory, "csrow")) {
                figures.get(1)
                        .read(
                                directory + row + "/",
                                Map.of("controller", number, "csrow", row.substring("csrow".length())),
                                out);
            }
        }
    }

    private void nvme(Samples out) {
        String base = files.sys("class/nvme/");
        for (String device : files.list(base)) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("device", device);
            SysClassFigures.NVME_LABELS.forEach(
                    (label, file) -> labels.put(label, files.text(base + device + "/" + file)));
            info(labels, out);
        }
    }

    private void powersupply(Samples out) {
        String base = files.sys("class/power_supply/");
        for (String supply : files.list(base)) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("power_supply", supply);
            for (String file : SysClassFigures.POWER_SUPPLY_LABELS) {
                labels.put(file, files.text(base + supply + "/" + file));
            }
            info(labels, out);
            figures.get(0).read(base + supply + "/", Map.of("power_supply", supply), out);
        }
    }

    private void watchdog(Samples out) {
        String base = files.sys("class/watchdog/");
        for (String watchdog : files.list(base)) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("name", watchdog);
            for (String file : SysClassFigures.WATCHDOG_LABELS) {
                labels.put(file, files.text(base + watchdog + "/" + file));
            }
            info(labels, out);
            figures.get(0).read(base + watchdog + "/", Map.of("name", watchdog), out);
        }
    }

    private void info(Map<String, String> labels, Samples out) {
        if (infos != null) {
            infos.of(labels.toString(), () -> labels).add(out, 0, 1);
        }
    }

    /** Directories called {@code prefix} and a number. */
    private List<String> named(String directory, String prefix) {
        return Stream.of(files.list(directory))
                .filter(name -> name.matches(prefix + "\\d+"))
                .toList();
    }
}
