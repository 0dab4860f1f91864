package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.host.proc.Scan;
import java.util.function.ToLongFunction;

/** What a report says of a disk in one number, as smartctl writes it: hours, percent, NVMe's units of 512,000 bytes. */
public enum SmartField {
    HEALTHY(json -> json.object("smart_status").whole("passed", Scan.NONE)),
    TEMPERATURE(json -> temperature(json.object("temperature").whole("current", Scan.NONE))),
    POWER_ON_HOURS(json -> json.object("power_on_time").whole("hours", Scan.NONE)),
    POWER_CYCLES(json -> json.whole("power_cycle_count", Scan.NONE)),
    /** Bytes. */
    SIZE(json -> json.object("user_capacity").whole("bytes", Scan.NONE)),
    SELF_TEST_PASSED(SmartField::selfTest),
    GROWN_DEFECTS(json -> json.whole("scsi_grown_defect_list", Scan.NONE)),
    /** Entries of the disk's own log of errors, ATA. */
    ATA_ERRORS(json -> json.object("ata_smart_error_log", "summary").whole("count", Scan.NONE)),
    SCSI_READ_UNCORRECTED(scsi("read", "total_uncorrected_errors")),
    SCSI_WRITE_UNCORRECTED(scsi("write", "total_uncorrected_errors")),
    SCSI_VERIFY_UNCORRECTED(scsi("verify", "total_uncorrected_errors")),
    SCSI_READ_CORRECTED(scsi("read", "total_errors_corrected")),
    SCSI_WRITE_CORRECTED(scsi("write", "total_errors_corrected")),
    SCSI_VERIFY_CORRECTED(scsi("verify", "total_errors_corrected")),
    /** Percent of the life of an SSD, SAS or SATA. */
    ENDURANCE_USED(SmartField::endurance),
    NVME_CRITICAL_WARNING(nvme("critical_warning")),
    NVME_ERROR_LOG_ENTRIES(nvme("num_err_log_entries")),
    NVME_WARNING_MINUTES(nvme("warning_temp_time")),
    NVME_CRITICAL_MINUTES(nvme("critical_comp_time")),
    NVME_AVAILABLE_SPARE(nvme("available_spare")),
    NVME_SPARE_THRESHOLD(nvme("available_spare_threshold")),
    NVME_PERCENTAGE_USED(nvme("percentage_used")),
    NVME_DATA_UNITS_READ(nvme("data_units_read")),
    NVME_DATA_UNITS_WRITTEN(nvme("data_units_written")),
    NVME_MEDIA_ERRORS(nvme("media_errors")),
    NVME_UNSAFE_SHUTDOWNS(nvme("unsafe_shutdowns")),
    NVME_BUSY_MINUTES(nvme("controller_busy_time"));

    private final ToLongFunction<Json> finder;

    SmartField(ToLongFunction<Json> finder) {
        this.finder = finder;
    }

    /** {@link Scan#NONE} when the report does not say. */
    long of(Json report) {
        return finder.applyAsLong(report);
    }

    private static ToLongFunction<Json> scsi(String what, String name) {
        return json -> json.object("scsi_error_counter_log", what).whole(name, Scan.NONE);
    }

    /** Behind some bridges it is a number that no disk can have. */
    private static long temperature(long degrees) {
        return degrees >= -60 && degrees <= 200 ? degrees : Scan.NONE;
    }

    private static long endurance(Json json) {
        long used = json.object("endurance_used").whole("current_percent", Scan.NONE);
        return used == Scan.NONE ? json.whole("scsi_percentage_used_endurance_indicator", Scan.NONE) : used;
    }

    private static ToLongFunction<Json> nvme(String name) {
        return json -> json.object("nvme_smart_health_information_log").whole(name, Scan.NONE);
    }

    /** Of the newest test in the log, else of the last one the disk remembers; NVMe's 0 means passed, 15 an empty entry. */
    private static long selfTest(Json json) {
        for (Json test : json.object("ata_smart_self_test_log", "standard").objects("table")) {
            return test.object("status").whole("passed", Scan.NONE);
        }
        for (Json test : json.object("nvme_self_test_log").objects("table")) {
            long result = test.object("self_test_result").whole("value", Scan.NONE);
            return result == Scan.NONE ? Scan.NONE : result == 0 ? 1 : 0;
        }
        return json.object("ata_smart_data", "self_test", "status").whole("passed", Scan.NONE);
    }
}
