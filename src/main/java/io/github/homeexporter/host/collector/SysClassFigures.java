package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.info;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.collector.Figures.Figure;
import io.github.homeexporter.host.table.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands in the files of devices, and node_exporter's names for it. */
final class SysClassFigures {
    private static final String CORRECTED = "Errors of memory that were corrected.";
    private static final String UNCORRECTED = "Errors of memory that could not be corrected.";

    static final List<Figure> EDAC = List.of(
            Figure.of("ce_count", "node_edac_correctable_errors_total", CORRECTED),
            Figure.of("ue_count", "node_edac_uncorrectable_errors_total", UNCORRECTED));
    static final List<Figure> EDAC_ROW = List.of(
            Figure.of("ce_count", "node_edac_csrow_correctable_errors_total", CORRECTED),
            Figure.of("ue_count", "node_edac_csrow_uncorrectable_errors_total", UNCORRECTED));
    static final List<Figure> EDAC_UNKNOWN = List.of(
            Figure.of("ce_noinfo_count", "node_edac_csrow_correctable_errors_total", CORRECTED),
            Figure.of("ue_noinfo_count", "node_edac_csrow_uncorrectable_errors_total", UNCORRECTED));

    static final Column NVME = info(STANDARD, "node_nvme_info", "What an NVMe controller is.");
    static final Map<String, String> NVME_LABELS = Map.of(
            "firmware_revision", "firmware_rev",
            "model", "model",
            "serial", "serial",
            "state", "state",
            "cntlid", "cntlid");

    static final Column WATCHDOG_INFO = info(STANDARD, "node_watchdog_info", "What a watchdog is.");
    static final List<String> WATCHDOG_LABELS =
            List.of("options", "identity", "state", "status", "pretimeout_governor");
    static final List<Figure> WATCHDOG = List.of(
            Figure.of("bootstatus", "node_watchdog_bootstatus", "Why the machine was started, a mask."),
            Figure.of("fw_version", "node_watchdog_fw_version", "Version of its firmware."),
            Figure.of("nowayout", "node_watchdog_nowayout", "1 when it cannot be stopped."),
            Figure.of("timeleft", "node_watchdog_timeleft_seconds", "seconds", 1, "Time until it resets the machine."),
            Figure.of("timeout", "node_watchdog_timeout_seconds", "seconds", 1, "Time it waits for a sign of life."),
            Figure.of("pretimeout", "node_watchdog_pretimeout_seconds", "seconds", 1, "Time it warns before a reset."),
            Figure.of("access_cs0", "node_watchdog_access_cs0", "1 when the first flash chip is used."));

    static final Column POWER_SUPPLY_INFO =
            info(STANDARD, "node_power_supply_info", "What a power supply or battery is.");
    static final List<String> POWER_SUPPLY_LABELS = List.of(
            "capacity_level",
            "charge_type",
            "health",
            "manufacturer",
            "model_name",
            "scope",
            "serial_number",
            "status",
            "technology",
            "type",
            "usb_type");

    /** In thousandths of a thousandth, as they are, in tenths (kernel: ABI/testing/sysfs-class-power). */
    static final List<Figure> POWER_SUPPLY = Stream.of(
                    supplies(
                            1e-6,
                            "current_boot",
                            "current_max",
                            "current_now:current_ampere",
                            "energy_empty",
                            "energy_empty_design",
                            "energy_full",
                            "energy_full_design",
                            "energy_now:energy_watthour",
                            "voltage_boot",
                            "voltage_max",
                            "voltage_max_design",
                            "voltage_min",
                            "voltage_min_design",
                            "voltage_now:voltage_volt",
                            "voltage_ocv",
                            "charge_control_limit",
                            "charge_control_limit_max",
                            "charge_counter",
                            "charge_empty",
                            "charge_empty_design",
                            "charge_full",
                            "charge_full_design",
                            "charge_now:charge_ampere",
                            "charge_term_current",
                            "constant_charge_current",
                            "constant_charge_current_max",
                            "constant_charge_voltage",
                            "constant_charge_voltage_max",
                            "precharge_current",
                            "input_current_limit",
                            "power_now:power_watt"),
                    supplies(
                            1,
                            "authentic",
                            "calibrate",
                            "capacity",
                            "capacity_alert_max",
                            "capacity_alert_min",
                            "cycle_count:cyclecount",
                            "online",
                            "present",
                            "time_to_empty_now:time_to_empty_seconds",
                            "time_to_full_now:time_to_full_seconds"),
                    supplies(
                            1e-1,
                            "temp:temp_celsius",
                            "temp_alert_max:temp_alert_max_celsius",
                            "temp_alert_min:temp_alert_min_celsius",
                            "temp_ambient:temp_ambient_celsius",
                            "temp_ambient_alert_max:temp_ambient_max_celsius",
                            "temp_ambient_alert_min:temp_ambient_min_celsius",
                            "temp_max:temp_max_celsius",
                            "temp_min:temp_min_celsius"))
            .flatMap(List::stream)
            .toList();

    private SysClassFigures() {}

    /** @param names a file, and after a colon node_exporter's name where it is another */
    private static List<Figure> supplies(double scale, String... names) {
        return Stream.of(names)
                .map(name -> {
                    String[] parts = name.split(":", 2);
                    String metric = parts[parts.length - 1];
                    String unit = metric.endsWith("_seconds")
                            ? "seconds"
                            : metric.endsWith("_celsius") ? "celsius" : metric.endsWith("_volt") ? "volts" : "";
                    return Figure.of(
                            parts[0],
                            "node_power_supply_" + metric,
                            unit,
                            scale,
                            "What the supply says of " + parts[0].replace('_', ' ') + ".");
                })
                .toList();
    }
}
