package io.github.homeexporter.host.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.report.SmartReport.SmartField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartReportTest {
    /** smartctl ends with 2 unless -n was given a number, which may be any. */
    @ParameterizedTest
    @CsvSource({
        "2, 'Device is in STANDBY mode, exit(2)'",
        "3, 'Device is in STANDBY mode, exit(3)'",
        "0, 'Device is in STANDBY mode, exit(0)'",
        "2, 'Device is in SLEEP mode, exit(2)'",
        "2, 'Device is in STANDBY (OS) mode, exit(2)'",
        "2, 'Device is in IDLE_A mode, exit(2)'",
        "5, 'Device is in STANDBY BY TIMER mode, exit(5)'",
        "3, ''",
    })
    void a_disk_that_was_left_asleep_is_asleep(int exit, String message) throws Exception {
        SmartReport report = SmartReport.parse(text(exit, message, ""), "/dev/sdb");
        assertThat(report.asleep()).isTrue();
        assertThat(report.isRead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ata_value\": 0}", "{\"ata_value\": 1}", "{\"name\": \"STANDBY\"}"})
    void a_power_mode_without_anything_read_says_so_too(String mode) throws Exception {
        assertThat(SmartReport.parse(text(2, "", ",\"power_mode\":" + mode), "/dev/sdb")
                        .asleep())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 'Smartctl open device: /dev/sdb failed: No such device'",
        "2, 'Device is in ACTIVE or IDLE mode'",
        "0, 'Device is in STANDBY mode'",
    })
    void one_that_could_not_be_opened_or_was_read_is_not(int exit, String message) throws Exception {
        assertThat(SmartReport.parse(text(exit, message, ""), "/dev/sdb").asleep())
                .isFalse();
    }

    @Test
    void error_logs_and_endurance_of_nvme_and_sas_are_read() throws Exception {
        String sas =
                ",\"scsi_error_counter_log\":{\"read\":{\"total_uncorrected_errors\":3,\"total_errors_corrected\":9}},"
                        + "\"scsi_percentage_used_endurance_indicator\":4";
        assertThat(SmartReport.parse(text(0, "", sas), "/dev/sdb").fields())
                .containsEntry(SmartField.SCSI_READ_UNCORRECTED, 3L)
                .containsEntry(SmartField.SCSI_READ_CORRECTED, 9L)
                .containsEntry(SmartField.ENDURANCE_USED, 4L);
        String nvme = ",\"nvme_smart_health_information_log\":{\"num_err_log_entries\":12,\"warning_temp_time\":5}";
        assertThat(SmartReport.parse(text(0, "", nvme), "/dev/nvme0").fields())
                .containsEntry(SmartField.NVME_ERROR_LOG_ENTRIES, 12L)
                .containsEntry(SmartField.NVME_WARNING_MINUTES, 5L);
    }

    /** Unopened, smartctl calls every SATA disk scsi: told so, it would read none of its attributes. */
    @ParameterizedTest
    @CsvSource({"-200, false", "-60, true", "0, true", "200, true", "255, false", "65261, false"})
    void a_temperature_that_no_disk_can_have_is_left_out(int degrees, boolean taken) throws Exception {
        String report = text(0, "", ",\"temperature\":{\"current\":" + degrees + "}");
        assertThat(SmartReport.parse(report, "/dev/sdb").fields().containsKey(SmartField.TEMPERATURE))
                .isEqualTo(taken);
    }

    @Test
    void a_scan_that_opens_nothing_leaves_the_type_of_plain_disks_to_smartctl() throws Exception {
        String scan =
                "{\"devices\":[{\"name\":\"/dev/sda\",\"type\":\"scsi\"},{\"name\":\"/dev/nvme0\",\"type\":\"nvme\"},"
                        + "{\"name\":\"/dev/bus/0\",\"type\":\"megaraid,4\"}]}";
        assertThat(SmartTarget.scanned(scan))
                .containsExactly(
                        new SmartTarget("/dev/sda", ""),
                        new SmartTarget("/dev/nvme0", "nvme"),
                        new SmartTarget("/dev/bus/0", "megaraid,4"));
    }

    private static String text(int exit, String message, String more) {
        String messages = message == null || message.isEmpty()
                ? ""
                : ",\"messages\":[{\"string\":\"" + message + "\",\"severity\":\"information\"}]";
        return "{\"smartctl\":{\"exit_status\":" + exit + messages
                + "},\"device\":{\"name\":\"/dev/sdb\",\"type\":\"sat\"}" + more + "}";
    }
}
