package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.report.SmartField.ATA_ERRORS;
import static io.github.homeexporter.host.report.SmartField.ENDURANCE_USED;
import static io.github.homeexporter.host.report.SmartField.GROWN_DEFECTS;
import static io.github.homeexporter.host.report.SmartField.HEALTHY;
import static io.github.homeexporter.host.report.SmartField.NVME_AVAILABLE_SPARE;
import static io.github.homeexporter.host.report.SmartField.NVME_BUSY_MINUTES;
import static io.github.homeexporter.host.report.SmartField.NVME_CRITICAL_MINUTES;
import static io.github.homeexporter.host.report.SmartField.NVME_CRITICAL_WARNING;
import static io.github.homeexporter.host.report.SmartField.NVME_DATA_UNITS_READ;
import static io.github.homeexporter.host.report.SmartField.NVME_DATA_UNITS_WRITTEN;
import static io.github.homeexporter.host.report.SmartField.NVME_ERROR_LOG_ENTRIES;
import static io.github.homeexporter.host.report.SmartField.NVME_MEDIA_ERRORS;
import static io.github.homeexporter.host.report.SmartField.NVME_PERCENTAGE_USED;
import static io.github.homeexporter.host.report.SmartField.NVME_SPARE_THRESHOLD;
import static io.github.homeexporter.host.report.SmartField.NVME_UNSAFE_SHUTDOWNS;
import static io.github.homeexporter.host.report.SmartField.NVME_WARNING_MINUTES;
import static io.github.homeexporter.host.report.SmartField.POWER_CYCLES;
import static io.github.homeexporter.host.report.SmartField.POWER_ON_HOURS;
import static io.github.homeexporter.host.report.SmartField.SCSI_READ_CORRECTED;
import static io.github.homeexporter.host.report.SmartField.SCSI_READ_UNCORRECTED;
import static io.github.homeexporter.host.report.SmartField.SCSI_VERIFY_CORRECTED;
import static io.github.homeexporter.host.report.SmartField.SCSI_VERIFY_UNCORRECTED;
import static io.github.homeexporter.host.report.SmartField.SCSI_WRITE_CORRECTED;
import static io.github.homeexporter.host.report.SmartField.SCSI_WRITE_UNCORRECTED;
import static io.github.homeexporter.host.report.SmartField.SELF_TEST_PASSED;
import static io.github.homeexporter.host.report.SmartField.SIZE;
import static io.github.homeexporter.host.report.SmartField.TEMPERATURE;
import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.LEGACY;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.report.SmartField;
import io.github.homeexporter.host.table.Column;
import java.util.List;

/** Which field of a report becomes which metric, and in which unit. */
record SmartColumns(SmartField field, Column column, double scale) {
    private static final double PERCENT = 1e-2;

    /** A thousand sectors of 512 bytes (NVM Express Base Specification, SMART / Health Information). */
    private static final double DATA_UNIT = 512_000;

    static final List<SmartColumns> STANDARDS = List.of(
            of(HEALTHY, gauge(STANDARD, "smart_device_healthy", "", "0 when the disk says that it is failing.")),
            of(SIZE, gauge(STANDARD, "smart_device_size_bytes", "bytes", "Size of the disk.")),
            of(TEMPERATURE, gauge(STANDARD, "smart_temperature_celsius", "celsius", "Temperature of the disk.")),
            of(POWER_ON_HOURS, gauge(STANDARD, "smart_power_on_seconds", "seconds", "Time it was on."), 3600),
            of(POWER_CYCLES, counter(STANDARD, "smart_power_cycles_total", "", "How often it was switched on.")),
            of(SELF_TEST_PASSED, gauge(STANDARD, "smart_self_test_passed", "", "0 when its newest self-test failed.")),
            of(GROWN_DEFECTS, gauge(STANDARD, "smart_scsi_grown_defects", "", "Places gone bad since it was made.")),
            of(ATA_ERRORS, counter(STANDARD, "smart_ata_error_log_entries_total", "", "Errors the disk wrote down.")),
            of(SCSI_READ_UNCORRECTED, uncorrected("read")),
            of(SCSI_WRITE_UNCORRECTED, uncorrected("write")),
            of(SCSI_VERIFY_UNCORRECTED, uncorrected("verify")),
            of(SCSI_READ_CORRECTED, corrected("read")),
            of(SCSI_WRITE_CORRECTED, corrected("write")),
            of(SCSI_VERIFY_CORRECTED, corrected("verify")),
            of(
                    ENDURANCE_USED,
                    gauge(STANDARD, "smart_endurance_used_ratio", "ratio", "Life of an SSD used, by its maker."),
                    PERCENT),
            of(
                    NVME_ERROR_LOG_ENTRIES,
                    counter(STANDARD, "smart_nvme_error_log_entries_total", "", "Errors the disk wrote down.")),
            of(
                    NVME_WARNING_MINUTES,
                    counter(
                            STANDARD,
                            "smart_nvme_warning_temperature_seconds_total",
                            "seconds",
                            "Time it was hotter than its warning limit."),
                    60),
            of(
                    NVME_CRITICAL_MINUTES,
                    counter(
                            STANDARD,
                            "smart_nvme_critical_temperature_seconds_total",
                            "seconds",
                            "Time it was hotter than its critical limit."),
                    60),
            of(
                    NVME_CRITICAL_WARNING,
                    gauge(STANDARD, "smart_nvme_critical_warning", "", "A mask of bits; 0 when all is well.")),
            of(
                    NVME_AVAILABLE_SPARE,
                    gauge(STANDARD, "smart_nvme_available_spare_ratio", "ratio", "Spare blocks left."),
                    PERCENT),
            of(
                    NVME_SPARE_THRESHOLD,
                    gauge(
                            STANDARD,
                            "smart_nvme_available_spare_threshold_ratio",
                            "ratio",
                            "Spare blocks it should have."),
                    PERCENT),
            of(
                    NVME_PERCENTAGE_USED,
                    gauge(
                            STANDARD,
                            "smart_nvme_percentage_used_ratio",
                            "ratio",
                            "Life used, by its maker; may pass 1."),
                    PERCENT),
            of(
                    NVME_DATA_UNITS_READ,
                    counter(STANDARD, "smart_nvme_data_units_read_bytes_total", "bytes", "Bytes read by the host."),
                    DATA_UNIT),
            of(
                    NVME_DATA_UNITS_WRITTEN,
                    counter(
                            STANDARD,
                            "smart_nvme_data_units_written_bytes_total",
                            "bytes",
                            "Bytes written by the host."),
                    DATA_UNIT),
            of(
                    NVME_MEDIA_ERRORS,
                    counter(STANDARD, "smart_nvme_media_errors_total", "", "Errors that could not be corrected.")),
            of(
                    NVME_UNSAFE_SHUTDOWNS,
                    counter(STANDARD, "smart_nvme_unsafe_shutdowns_total", "", "Losses of power without notice.")),
            of(
                    NVME_BUSY_MINUTES,
                    counter(STANDARD, "smart_nvme_controller_busy_seconds_total", "seconds", "Time it was busy."),
                    60));

    /** The replaced exporter's, whose dots a Prometheus name cannot have. */
    static final List<SmartColumns> LEGACIES = List.of(
            of(HEALTHY, gauge(LEGACY, "disk_smart_health_status", "", "0 when the disk says that it is failing.")),
            of(TEMPERATURE, gauge(LEGACY, "disk_smart_temperature", "celsius", "Temperature of the disk, in degrees.")),
            of(POWER_ON_HOURS, counter(LEGACY, "disk_smart_power_on_hours", "hours", "Time it was on.")),
            of(POWER_CYCLES, counter(LEGACY, "disk_smart_power_cycles", "", "How often it was switched on.")),
            of(NVME_CRITICAL_WARNING, gauge(LEGACY, "disk_nvme_critical_warning", "", "A mask of bits.")),
            of(
                    NVME_AVAILABLE_SPARE,
                    gauge(LEGACY, "disk_nvme_available_spare_percent", "percent", "Spare blocks left.")),
            of(NVME_PERCENTAGE_USED, gauge(LEGACY, "disk_nvme_percentage_used", "percent", "Life used; may pass 100.")),
            of(
                    NVME_DATA_UNITS_READ,
                    counter(LEGACY, "disk_nvme_data_read_bytes", "bytes", "Bytes read by the host."),
                    DATA_UNIT),
            of(
                    NVME_DATA_UNITS_WRITTEN,
                    counter(LEGACY, "disk_nvme_data_written_bytes", "bytes", "Bytes written by the host."),
                    DATA_UNIT),
            of(NVME_MEDIA_ERRORS, counter(LEGACY, "disk_nvme_media_errors", "", "Errors that could not be corrected.")),
            of(NVME_UNSAFE_SHUTDOWNS, counter(LEGACY, "disk_nvme_unsafe_shutdowns", "", "Losses of power.")),
            of(
                    NVME_BUSY_MINUTES,
                    counter(LEGACY, "disk_nvme_controller_busy_minutes", "minutes", "Time it was busy.")));

    private static Column uncorrected(String what) {
        return counter(
                STANDARD,
                "smart_scsi_" + what + "_uncorrected_errors_total",
                "",
                "Errors that could not be corrected, in the log for " + what + ".");
    }

    private static Column corrected(String what) {
        return counter(
                STANDARD,
                "smart_scsi_" + what + "_corrected_errors_total",
                "",
                "Errors that were corrected, in the log for " + what + ".");
    }

    private static SmartColumns of(SmartField field, Column column) {
        return of(field, column, 1);
    }

    private static SmartColumns of(SmartField field, Column column, double scale) {
        return new SmartColumns(field, column, scale);
    }

    static List<Column> columns(List<SmartColumns> all) {
        return all.stream().map(SmartColumns::column).toList();
    }

    boolean isCounter() {
        return column.family().type() == io.github.homeexporter.sample.MetricType.COUNTER;
    }
}
