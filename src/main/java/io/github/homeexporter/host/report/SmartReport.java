package io.github.homeexporter.host.report;

import com.google.re2j.Pattern;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.host.proc.Scan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What smartctl says of one disk in JSON.
 *
 * @param exit smartctl's exit status, a mask: 1 called wrongly, 2 not opened, 4 a command failed, 8 the disk is failing, 16
 *     and 32 attributes at or below their threshold now or earlier, 64 errors in its log, 128 failed self-tests
 * @param fields those the report has
 * @param complaint smartctl's first own error message, empty when there is none
 * @param asleep whether the disk was left asleep: nothing was read
 */
public record SmartReport(
        SmartDisk disk,
        int exit,
        Map<SmartField, Long> fields,
        List<Attribute> attributes,
        String complaint,
        boolean asleep) {
    private static final int CALLED_WRONGLY = 1;
    private static final int NOT_OPENED = 2;

    /** What {@code --nocheck=standby,3} says: bits 0 and 1 together, which no other case sets. */
    private static final int ASLEEP = 3;

    /**
     * What smartctl writes when it leaves a disk asleep, whatever exit status it was told to say so by (2 without a number, and
     * 0 is possible): {@code Device is in STANDBY mode, exit(2)}, for SAS {@code STANDBY BY TIMER}, {@code IDLE BY COMMAND}.
     */
    private static final Pattern LEFT_ASLEEP = Pattern.compile("(?i)\\b(standby|sleep|idle).* mode, exit\\(\\d+\\)");

    /** ATA's modes below idle (ACS: CHECK POWER MODE): standby, its kinds, sleep. */
    private static final Pattern ASLEEP_MODE = Pattern.compile("(?i).*\\b(standby|sleep).*");

    /** One of an ATA disk's attributes. The raw number's meaning is the maker's. */
    public record Attribute(String id, String name, long value, long worst, long threshold, long raw) {}

    public SmartReport {
        fields = Map.copyOf(fields);
        attributes = List.copyOf(attributes);
    }

    /**
     * @param path of the device that was asked for, for a report that does not name it
     * @throws IOException when it is no JSON, or not smartctl's
     */
    public static SmartReport parse(String text, String path) throws IOException {
        Json json = Json.parse(text);
        long exit = json.object("smartctl").whole("exit_status", Scan.NONE);
        if (exit == Scan.NONE) {
            throw new IOException("JSON, but without smartctl.exit_status");
        }
        Map<SmartField, Long> fields = new EnumMap<>(SmartField.class);
        for (SmartField field : SmartField.values()) {
            long value = field.of(json);
            if (value != Scan.NONE) {
                fields.put(field, value);
            }
        }
        List<Attribute> attributes = attributes(json);
        boolean asleep = exit == ASLEEP
                || messages(json).stream()
                        .anyMatch(said -> LEFT_ASLEEP.matcher(said).find())
                || attributes.isEmpty() && isAsleep(json.object("power_mode"));
        return new SmartReport(SmartDisk.of(json, path), (int) exit, fields, attributes, complaint(json), asleep);
    }

    /** By its name, or by the byte that CHECK POWER MODE gives: 0 standby, 1 standby_y; newer smartctl has either. */
    private static boolean isAsleep(Json mode) {
        long value = mode.whole("ata_value", Scan.NONE);
        return value == 0
                || value == 1
                || List.of("name", "string", "scsi_string", "ata_string").stream()
                        .anyMatch(key -> ASLEEP_MODE.matches(mode.text(key)));
    }

    /** Whether the values below are the disk's; the mask says more of its health, not of the reading. */
    public boolean isRead() {
        return !asleep && (exit & (CALLED_WRONGLY | NOT_OPENED)) == 0;
    }

    private static List<Attribute> attributes(Json json) {
        List<Attribute> found = new ArrayList<>();
        for (Json row : json.object("ata_smart_attributes").objects("table")) {
            long id = row.whole("id", Scan.NONE);
            if (id != Scan.NONE) {
                found.add(new Attribute(
                        String.valueOf(id),
                        row.text("name"),
                        row.whole("value", Scan.NONE),
                        row.whole("worst", Scan.NONE),
                        row.whole("thresh", Scan.NONE),
                        row.object("raw").whole("value", Scan.NONE)));
            }
        }
        return found;
    }

    private static String complaint(Json json) {
        return messages(json).stream().findFirst().orElse("");
    }

    private static List<String> messages(Json json) {
        return json.object("smartctl").objects("messages").stream()
                .map(message -> message.text("string").strip())
                .filter(message -> !message.isEmpty())
                .toList();
    }

    /**
     * Which disk a report is of; empty for what it does not say.
     *
     * @param device its path, with smartctl's type where several disks share one path
     * @param connection smartctl's word for how it is reached: sat, nvme, scsi
     * @param protocol ATA, NVMe, SCSI
     */
    public record SmartDisk(
            String device, String connection, String model, String serial, String firmware, String protocol) {
        static SmartDisk of(Json json, String path) {
            Json device = json.object("device");
            String name = device.text("name").isEmpty() ? path : device.text("name");
            String type = device.text("type");
            return new SmartDisk(
                    label(name, type),
                    type,
                    first(json, "model_name", "scsi_model_name"),
                    json.text("serial_number").strip(),
                    first(json, "firmware_version", "scsi_revision"),
                    device.text("protocol"));
        }

        private static String first(Json json, String name, String scsiName) {
            String text = json.text(name).strip();
            return text.isEmpty() ? json.text(scsiName).strip() : text;
        }

        /** Disks behind a controller have one path and a number: {@code /dev/bus/0 megaraid,3}. */
        public static String label(String name, String type) {
            return type.contains(",") ? name + " " + type : name;
        }
    }

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
}
