package io.github.homeexporter.host.report;

import io.github.homeexporter.host.proc.Scan;
import java.util.function.ToLongFunction;

/** What a report says of a disk in one number, as smartctl writes it: hours, percent, NVMe's units of 512,000 bytes. */
public enum SmartField {
    HEALTHY(json -> json.at("smart_status").whole("passed")),
    TEMPERATURE(json -> json.at("temperature").whole("current")),
    POWER_ON_HOURS(json -> json.at("power_on_time").whole("hours")),
    POWER_CYCLES(json -> json.whole("power_cycle_count")),
    /** Bytes. */
    SIZE(json -> json.at("user_capacity").whole("bytes")),
    SELF_TEST_PASSED(SmartField::selfTest),
    GROWN_DEFECTS(json -> json.whole("scsi_grown_defect_list")),
    NVME_CRITICAL_WARNING(nvme("critical_warning")),
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

    private static ToLongFunction<Json> nvme(String name) {
        return json -> json.at("nvme_smart_health_information_log").whole(name);
    }

    /** Of the newest test in the log, else of the last one the disk remembers; NVMe's 0 means passed, 15 an empty entry. */
    private static long selfTest(Json json) {
        for (Json test : json.at("ata_smart_self_test_log", "standard").objects("table")) {
            return test.at("status").whole("passed");
        }
        for (Json test : json.at("nvme_self_test_log").objects("table")) {
            long result = test.at("self_test_result").whole("value");
            return result == Scan.NONE ? Scan.NONE : result == 0 ? 1 : 0;
        }
        return json.at("ata_smart_data", "self_test", "status").whole("passed");
    }
}
