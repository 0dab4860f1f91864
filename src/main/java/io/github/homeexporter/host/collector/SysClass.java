package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Column.info;

import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Devices of which the kernel keeps a directory each, with a number in each file. */
final class SysClass implements Collector {
    private static final List<Figure> EDAC = Figure.figures("""
            ce_count 1 STANDARD COUNTER node_edac_correctable_errors_total - Errors of memory that were corrected.
            ue_count 1 STANDARD COUNTER node_edac_uncorrectable_errors_total - Errors of memory that could not be corrected.
            """);
    private static final List<Figure> EDAC_ROW = Figure.figures("""
            ce_count 1 STANDARD COUNTER node_edac_csrow_correctable_errors_total - Errors of memory that were corrected.
            ue_count 1 STANDARD COUNTER node_edac_csrow_uncorrectable_errors_total - Errors of memory that could not be corrected.
            """);
    private static final List<Figure> EDAC_UNKNOWN = Figure.figures("""
            ce_noinfo_count 1 STANDARD COUNTER node_edac_csrow_correctable_errors_total - Errors of memory that were corrected.
            ue_noinfo_count 1 STANDARD COUNTER node_edac_csrow_uncorrectable_errors_total - Errors of memory that could not be corrected.
            """);
    private static final Column NVME = info(STANDARD, "node_nvme_info", "What an NVMe controller is.");
    private static final List<String> NVME_LABELS =
            List.of("firmware_revision:firmware_rev", "model", "serial", "state", "cntlid");
    private static final Column WATCHDOG_INFO = info(STANDARD, "node_watchdog_info", "What a watchdog is.");
    private static final List<String> WATCHDOG_LABELS =
            List.of("options", "identity", "state", "status", "pretimeout_governor");
    private static final List<Figure> WATCHDOG = Figure.figures("""
            bootstatus 1 STANDARD GAUGE node_watchdog_bootstatus - Why the machine was started, a mask.
            fw_version 1 STANDARD GAUGE node_watchdog_fw_version - Version of its firmware.
            nowayout 1 STANDARD GAUGE node_watchdog_nowayout - 1 when it cannot be stopped.
            timeleft 1 STANDARD GAUGE node_watchdog_timeleft_seconds seconds Time until it resets the machine.
            timeout 1 STANDARD GAUGE node_watchdog_timeout_seconds seconds Time it waits for a sign of life.
            pretimeout 1 STANDARD GAUGE node_watchdog_pretimeout_seconds seconds Time it warns before a reset.
            access_cs0 1 STANDARD GAUGE node_watchdog_access_cs0 - 1 when the first flash chip is used.
            """);
    private static final Column POWER_SUPPLY_INFO =
            info(STANDARD, "node_power_supply_info", "What a power supply or battery is.");
    private static final List<String> POWER_SUPPLY_LABELS = List.of(
            ("capacity_level charge_type health manufacturer model_name scope serial_number status technology type"
                            + " usb_type")
                    .split(" "));
    /** In thousandths of a thousandth, as they are, in tenths (kernel: ABI/testing/sysfs-class-power). */
    private static final List<Figure> POWER_SUPPLY = Stream.of(
                    supplies(
                            1e-6,
                            "current_boot current_max current_now:current_ampere energy_empty energy_empty_design energy_full"
                                    + " energy_full_design energy_now:energy_watthour voltage_boot voltage_max voltage_max_design"
                                    + " voltage_min voltage_min_design voltage_now:voltage_volt voltage_ocv charge_control_limit"
                                    + " charge_control_limit_max charge_counter charge_empty charge_empty_design charge_full"
                                    + " charge_full_design charge_now:charge_ampere charge_term_current constant_charge_current"
                                    + " constant_charge_current_max constant_charge_voltage constant_charge_voltage_max precharge_current"
                                    + " input_current_limit power_now:power_watt"),
                    supplies(
                            1,
                            "authentic calibrate capacity capacity_alert_max capacity_alert_min cycle_count:cyclecount online"
                                    + " present time_to_empty_now:time_to_empty_seconds time_to_full_now:time_to_full_seconds"),
                    supplies(
                            1e-1,
                            "temp:temp_celsius temp_alert_max:temp_alert_max_celsius temp_alert_min:temp_alert_min_celsius"
                                    + " temp_ambient:temp_ambient_celsius temp_ambient_alert_max:temp_ambient_max_celsius"
                                    + " temp_ambient_alert_min:temp_ambient_min_celsius temp_max:temp_max_celsius temp_min:temp_min_celsius"))
            .flatMap(List::stream)
            .toList();

    private final HostFiles files;
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
        infos = info == null ? null : new Rows(context.names(), List.of(info));
        this.figures = figures.stream().map(list -> new Figures(context, list)).toList();
    }

    static Collector edac(CollectorContext context) {
        return new SysClass(context, SysClass::edac, null, List.of(EDAC, EDAC_ROW, EDAC_UNKNOWN));
    }

    static Collector nvme(CollectorContext context) {
        return new SysClass(context, SysClass::nvme, NVME, List.of());
    }

    static Collector powersupply(CollectorContext context) {
        return new SysClass(context, SysClass::powersupply, POWER_SUPPLY_INFO, List.of(POWER_SUPPLY));
    }

    static Collector watchdog(CollectorContext context) {
        return new SysClass(context, SysClass::watchdog, WATCHDOG_INFO, List.of(WATCHDOG));
    }

    @Override
    public void collect(Samples out) {
        work.collect(this, out);
        figures.forEach(each -> each.rows.endOfCycle());
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
            describe("device", device, NVME_LABELS, base + device + "/", out);
        }
    }

    private void powersupply(Samples out) {
        String base = files.sys("class/power_supply/");
        for (String supply : files.list(base)) {
            describe("power_supply", supply, POWER_SUPPLY_LABELS, base + supply + "/", out);
            figures.get(0).read(base + supply + "/", Map.of("power_supply", supply), out);
        }
    }

    private void watchdog(Samples out) {
        String base = files.sys("class/watchdog/");
        for (String watchdog : files.list(base)) {
            describe("name", watchdog, WATCHDOG_LABELS, base + watchdog + "/", out);
            figures.get(0).read(base + watchdog + "/", Map.of("name", watchdog), out);
        }
    }

    /** @param others labels by the files whose text they have; a colon parts the two where they are not called alike */
    private void describe(String label, String name, List<String> others, String directory, Samples out) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(label, name);
        for (String other : others) {
            String[] parts = other.split(":");
            labels.put(parts[0], files.text(directory + parts[parts.length - 1]));
        }
        infos.of(labels.toString(), () -> labels).add(out, 0, 1);
    }

    /** Directories called {@code prefix} and a number. */
    private List<String> named(String directory, String prefix) {
        return Stream.of(files.list(directory))
                .filter(name -> name.matches(prefix + "\\d+"))
                .toList();
    }

    /** @param names of files, and after a colon node_exporter's name where it is another */
    private static List<Figure> supplies(double scale, String names) {
        return Stream.of(names.split(" "))
                .map(name -> {
                    String[] parts = name.split(":", 2);
                    String metric = parts[parts.length - 1];
                    String unit = metric.endsWith("_seconds")
                            ? "seconds"
                            : metric.endsWith("_celsius") ? "celsius" : metric.endsWith("_volt") ? "volts" : "";
                    String help = "What the supply says of " + parts[0].replace('_', ' ') + ".";
                    return new Figure(parts[0], scale, gauge(STANDARD, "node_power_supply_" + metric, unit, help));
                })
                .toList();
    }

    /** Files of one number each in the directory of a thing that comes and goes, and which metric each is. */
    private static final class Figures {
        private final HostFiles files;
        private final List<Figure> figures;
        private final Rows rows;

        Figures(CollectorContext context, List<Figure> figures) {
            files = context.files();
            this.figures = figures;
            rows = new Rows(context.names(), Figure.columns(figures));
        }

        /** @param directory with a slash at its end */
        void read(String directory, Map<String, String> labels, Samples out) {
            HostRow row = rows.of(labels.toString(), () -> labels);
            for (int i = 0; i < figures.size(); i++) {
                Figure figure = figures.get(i);
                row.put(out, i, files.number(directory + figure.place()), figure.scale());
            }
        }
    }
}
