package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.Form.STANDARD;
import static io.github.homeexporter.host.table.Column.gauge;

import io.github.homeexporter.host.collector.SmartCollector.SmartState;
import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.report.SmartReport;
import io.github.homeexporter.host.report.SmartReport.SmartDisk;
import io.github.homeexporter.host.report.SmartReport.SmartField;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.host.table.Names;
import io.github.homeexporter.sample.Samples;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of disks, as samples. Who a disk is stands on one info metric; the replaced exporter's names have it on each. */
final class SmartRows {
    /** By the fields of a report; NVMe's data unit is a thousand sectors of 512 bytes (NVM Express Base Specification, SMART / Health Information). */
    private static final List<Figure> STANDARDS = Figure.figures("""
            HEALTHY 1 STANDARD GAUGE smart_device_healthy - 0 when the disk says that it is failing.
            SIZE 1 STANDARD GAUGE smart_device_size_bytes bytes Size of the disk.
            TEMPERATURE 1 STANDARD GAUGE smart_temperature_celsius celsius Temperature of the disk.
            POWER_ON_HOURS 3600 STANDARD GAUGE smart_power_on_seconds seconds Time it was on.
            POWER_CYCLES 1 STANDARD COUNTER smart_power_cycles_total - How often it was switched on.
            SELF_TEST_PASSED 1 STANDARD GAUGE smart_self_test_passed - 0 when its newest self-test failed.
            GROWN_DEFECTS 1 STANDARD GAUGE smart_scsi_grown_defects - Places gone bad since it was made.
            ATA_ERRORS 1 STANDARD COUNTER smart_ata_error_log_entries_total - Errors the disk wrote down.
            SCSI_READ_UNCORRECTED 1 STANDARD COUNTER smart_scsi_read_uncorrected_errors_total - Errors that could not be corrected, in the log for read.
            SCSI_WRITE_UNCORRECTED 1 STANDARD COUNTER smart_scsi_write_uncorrected_errors_total - Errors that could not be corrected, in the log for write.
            SCSI_VERIFY_UNCORRECTED 1 STANDARD COUNTER smart_scsi_verify_uncorrected_errors_total - Errors that could not be corrected, in the log for verify.
            SCSI_READ_CORRECTED 1 STANDARD COUNTER smart_scsi_read_corrected_errors_total - Errors that were corrected, in the log for read.
            SCSI_WRITE_CORRECTED 1 STANDARD COUNTER smart_scsi_write_corrected_errors_total - Errors that were corrected, in the log for write.
            SCSI_VERIFY_CORRECTED 1 STANDARD COUNTER smart_scsi_verify_corrected_errors_total - Errors that were corrected, in the log for verify.
            ENDURANCE_USED 0.01 STANDARD GAUGE smart_endurance_used_ratio ratio Life of an SSD used, by its maker.
            NVME_ERROR_LOG_ENTRIES 1 STANDARD COUNTER smart_nvme_error_log_entries_total - Errors the disk wrote down.
            NVME_WARNING_MINUTES 60 STANDARD COUNTER smart_nvme_warning_temperature_seconds_total seconds Time it was hotter than its warning limit.
            NVME_CRITICAL_MINUTES 60 STANDARD COUNTER smart_nvme_critical_temperature_seconds_total seconds Time it was hotter than its critical limit.
            NVME_CRITICAL_WARNING 1 STANDARD GAUGE smart_nvme_critical_warning - A mask of bits; 0 when all is well.
            NVME_AVAILABLE_SPARE 0.01 STANDARD GAUGE smart_nvme_available_spare_ratio ratio Spare blocks left.
            NVME_SPARE_THRESHOLD 0.01 STANDARD GAUGE smart_nvme_available_spare_threshold_ratio ratio Spare blocks it should have.
            NVME_PERCENTAGE_USED 0.01 STANDARD GAUGE smart_nvme_percentage_used_ratio ratio Life used, by its maker; may pass 1.
            NVME_DATA_UNITS_READ 512000 STANDARD COUNTER smart_nvme_data_units_read_bytes_total bytes Bytes read by the host.
            NVME_DATA_UNITS_WRITTEN 512000 STANDARD COUNTER smart_nvme_data_units_written_bytes_total bytes Bytes written by the host.
            NVME_MEDIA_ERRORS 1 STANDARD COUNTER smart_nvme_media_errors_total - Errors that could not be corrected.
            NVME_UNSAFE_SHUTDOWNS 1 STANDARD COUNTER smart_nvme_unsafe_shutdowns_total - Losses of power without notice.
            NVME_BUSY_MINUTES 60 STANDARD COUNTER smart_nvme_controller_busy_seconds_total seconds Time it was busy.
            """);
    /** The replaced exporter's, whose dots a Prometheus name cannot have. */
    private static final List<Figure> LEGACIES = Figure.figures("""
            HEALTHY 1 LEGACY GAUGE disk_smart_health_status - 0 when the disk says that it is failing.
            TEMPERATURE 1 LEGACY GAUGE disk_smart_temperature celsius Temperature of the disk, in degrees.
            POWER_ON_HOURS 1 LEGACY COUNTER disk_smart_power_on_hours hours Time it was on.
            POWER_CYCLES 1 LEGACY COUNTER disk_smart_power_cycles - How often it was switched on.
            NVME_CRITICAL_WARNING 1 LEGACY GAUGE disk_nvme_critical_warning - A mask of bits.
            NVME_AVAILABLE_SPARE 1 LEGACY GAUGE disk_nvme_available_spare_percent percent Spare blocks left.
            NVME_PERCENTAGE_USED 1 LEGACY GAUGE disk_nvme_percentage_used percent Life used; may pass 100.
            NVME_DATA_UNITS_READ 512000 LEGACY COUNTER disk_nvme_data_read_bytes bytes Bytes read by the host.
            NVME_DATA_UNITS_WRITTEN 512000 LEGACY COUNTER disk_nvme_data_written_bytes bytes Bytes written by the host.
            NVME_MEDIA_ERRORS 1 LEGACY COUNTER disk_nvme_media_errors - Errors that could not be corrected.
            NVME_UNSAFE_SHUTDOWNS 1 LEGACY COUNTER disk_nvme_unsafe_shutdowns - Losses of power.
            NVME_BUSY_MINUTES 1 LEGACY COUNTER disk_nvme_controller_busy_minutes minutes Time it was busy.
            """);

    private static final Column INFO =
            Column.info(STANDARD, "smart_device_info", "The disk's model, serial number and firmware.");
    private static final List<Column> STATE = Column.table("""
            STANDARD GAUGE smart_exit_status - smartctl's exit status, a mask of bits: 8 is a failing disk.
            STANDARD GAUGE smart_device_standby - 1 when the disk sleeps: it was not woken, its values are old.
            STANDARD GAUGE smart_device_open_error - 1 when smartctl could not open the disk.
            STANDARD GAUGE smart_last_read_timestamp_seconds seconds When the disk was read, since 1970.
            """);
    private static final Column ATTRIBUTE =
            gauge(STANDARD, "smart_attribute", "", "An attribute of an ATA disk: value, worst, threshold and raw.");
    private static final List<Column> LEGACY_ATTRIBUTE = Column.table("""
            LEGACY GAUGE disk_smart_attribute_current - An attribute of an ATA disk, in its maker's scale.
            LEGACY GAUGE disk_smart_attribute_worst - The lowest the attribute ever was.
            LEGACY GAUGE disk_smart_attribute_threshold - What the attribute should stay above.
            LEGACY GAUGE disk_smart_attribute_raw_value - The attribute as counted; its meaning is the maker's.
            """);

    private final Rows infos;
    private final Rows states;
    private final Rows standards;
    private final Rows legacies;
    private final Rows attributes;
    private final Rows legacyAttributes;

    SmartRows(Names names) {
        infos = new Rows(names, List.of(INFO));
        states = new Rows(names, STATE);
        standards = new Rows(names, Figure.columns(STANDARDS));
        legacies = new Rows(names, Figure.columns(LEGACIES));
        attributes = new Rows(names, List.of(ATTRIBUTE));
        legacyAttributes = new Rows(names, LEGACY_ATTRIBUTE);
    }

    void add(SmartState state, boolean withValues, Samples out) {
        SmartDisk disk = state.disk();
        Map<String, String> device = Map.of("device", disk.device());
        HostRow row = states.of("device", disk.device());
        row.add(out, 0, state.exit());
        row.add(out, 1, state.asleep() ? 1 : 0);
        row.add(out, 2, state.openFailed() ? 1 : 0);
        // another disk in the same place has counters of its own
        String key = disk.device() + "\n" + disk.model() + "\n" + disk.serial();
        if (!disk.model().isEmpty() || !disk.serial().isEmpty()) {
            infos.of(key + "\n" + disk.firmware(), () -> info(disk)).add(out, 0, 1);
        }
        if (withValues) {
            row.add(out, 3, state.readAt());
            SmartReport report = state.values();
            Map<SmartField, Long> accepted = addStandards(report, standards.of(key, () -> device), out);
            addLegacies(accepted, legacies.of(key, () -> identity(disk)), out);
            report.attributes().forEach(attribute -> add(attribute, disk, key, out));
        }
    }

    void endOfRound() {
        for (Rows rows : List.of(infos, states, standards, legacies, attributes, legacyAttributes)) {
            rows.endOfCycle();
        }
    }

    /** Returns what the guard of the counters let pass. */
    private static Map<SmartField, Long> addStandards(SmartReport report, HostRow row, Samples out) {
        Map<SmartField, Long> accepted = new EnumMap<>(SmartField.class);
        for (int i = 0; i < STANDARDS.size(); i++) {
            Figure figure = STANDARDS.get(i);
            SmartField field = SmartField.valueOf(figure.place());
            long value = report.fields().getOrDefault(field, Scan.NONE);
            accepted.put(field, row.put(out, i, value, figure.scale()));
        }
        return accepted;
    }

    private static void addLegacies(Map<SmartField, Long> accepted, HostRow row, Samples out) {
        for (int i = 0; i < LEGACIES.size(); i++) {
            Figure figure = LEGACIES.get(i);
            long value = accepted.getOrDefault(SmartField.valueOf(figure.place()), Scan.NONE);
            row.add(out, i, value, figure.scale());
        }
    }

    private void add(SmartReport.Attribute attribute, SmartDisk disk, String key, Samples out) {
        String[] types = {"value", "worst", "threshold", "raw"};
        long[] numbers = {attribute.value(), attribute.worst(), attribute.threshold(), attribute.raw()};
        HostRow old = legacyAttributes.of(key + "\n" + attribute.id() + "\n" + attribute.name(), () -> {
            Map<String, String> labels = identity(disk);
            labels.put("attribute_id", attribute.id());
            labels.put("attribute_name", attribute.name());
            return labels;
        });
        for (int i = 0; i < types.length; i++) {
            String type = types[i];
            attributes
                    .of(
                            key + "\n" + attribute.id() + "\n" + attribute.name() + "\n" + type,
                            () -> Map.of(
                                    "device", disk.device(),
                                    "id", attribute.id(),
                                    "name", attribute.name(),
                                    "value_type", type))
                    .add(out, 0, numbers[i], 1);
            old.add(out, i, numbers[i], 1);
        }
    }

    private static Map<String, String> info(SmartDisk disk) {
        return Map.of(
                "device", disk.device(),
                "model", disk.model(),
                "serial", disk.serial(),
                "firmware", disk.firmware(),
                "protocol", disk.protocol());
    }

    private static Map<String, String> identity(SmartDisk disk) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("device", disk.device());
        labels.put("model", disk.model());
        labels.put("serial", disk.serial());
        labels.put("interface", disk.connection());
        return labels;
    }
}
