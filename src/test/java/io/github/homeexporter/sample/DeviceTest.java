package io.github.homeexporter.sample;

import static io.github.homeexporter.sample.TestStore.gauge;
import static io.github.homeexporter.sample.TestStore.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class DeviceTest {
    private final TestStore test = new TestStore();
    private final Device device = test.store.device("pump", "thing");

    @Test
    void a_new_device_is_connecting_and_not_up() {
        assertThat(device.state()).isEqualTo(DeviceState.CONNECTING);
        assertThat(own("device_up")).isZero();
        assertThat(test.own("home_exporter_device_last_sample_timestamp_seconds{device=\"pump\",kind=\"thing\"}"))
                .isEmpty();
    }

    @Test
    void an_outage_is_one_line_for_each_reason_and_one_when_it_ends() {
        try (LogLines log = new LogLines(Device.class)) {
            device.up();
            device.down("refused", "connection refused by 127.0.0.1:8214");
            device.down("refused", "connection refused by 127.0.0.1:8214");
            device.connecting();
            device.down("timeout", "no answer within 5 s");
            device.down("refused", "connection refused by 127.0.0.1:8214");
            device.down("timeout", "no answer within 6 s");
            test.pass(Duration.ofSeconds(90));
            device.up();
            device.up();
            assertThat(log.ofThisThread())
                    .containsExactly(
                            "INFO pump: connected",
                            "WARN pump: down: connection refused by 127.0.0.1:8214",
                            "WARN pump: down: no answer within 5 s",
                            "INFO pump: back after 1 min 30 s");
        }
    }

    @Test
    void a_device_that_is_down_from_the_start_says_so_once() {
        try (LogLines log = new LogLines(Device.class)) {
            device.connecting();
            device.down("refused", "connection refused");
            device.down("refused", "connection refused");
            assertThat(log.ofThisThread()).containsExactly("WARN pump: down: connection refused");
        }
    }

    @Test
    void retries_do_not_move_the_time_since_when_it_is_down() {
        device.down("refused", "connection refused");
        Instant since = device.status().since();
        test.pass(Duration.ofSeconds(10));
        device.connecting();
        device.down("refused", "connection refused");
        assertThat(device.status().since()).isEqualTo(since);
        assertThat(device.state()).isEqualTo(DeviceState.DOWN);
    }

    @Test
    void every_error_is_counted_by_reason_and_the_last_one_is_remembered() {
        device.error("bad_value");
        device.error("bad_value", "section 3: \"abc\" is not a number");
        device.down("closed", "closed by the device");
        assertThat(errors("bad_value")).isEqualTo(2);
        assertThat(errors("closed")).isEqualTo(1);
        assertThat(device.status().lastError()).isEqualTo("closed by the device");
    }

    @Test
    void connects_series_and_last_sample_are_shown() {
        device.connected();
        device.connected();
        device.up();
        test.push("pump", one(gauge("a"), 1).add(gauge("b"), 2));
        assertThat(own("device_up")).isEqualTo(1);
        assertThat(own("device_connects_total")).isEqualTo(2);
        assertThat(own("device_series")).isEqualTo(2);
        assertThat(own("device_last_sample_timestamp_seconds"))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z").getEpochSecond());
    }

    @Test
    void what_a_device_that_is_up_does_not_say_is_a_finding_and_a_line_when_it_begins_and_one_when_it_ends() {
        Lack meter = new Lack("method_error", "the meter answers error -1");
        Lack clock = new Lack("clock_not_set", "the clock is not set");
        try (LogLines log = new LogLines(Device.class)) {
            device.up();
            device.lacks(List.of(meter));
            device.lacks(List.of(meter, clock));
            assertThat(test.store.self().faults())
                    .containsEntry("pump", List.of("the meter answers error -1", "the clock is not set"));
            device.lacks(List.of(clock));
            device.lacks(List.of());
            device.lacks(List.of());
            assertThat(test.store.self().faults()).isEmpty();
            assertThat(log.ofThisThread())
                    .containsExactly(
                            "INFO pump: connected",
                            "WARN pump: the meter answers error -1",
                            "WARN pump: the clock is not set",
                            "INFO pump: says all again");
        }
        assertThat(errors("method_error")).isEqualTo(2);
        device.lacks(List.of(meter));
        device.down("closed", "closed by the device");
        assertThat(test.store.self().faults()).isEmpty();
    }

    @Test
    void what_comes_and_goes_does_not_fill_the_log() {
        try (LogLines log = new LogLines(Device.class)) {
            for (int i = 0; i < 20; i++) {
                device.lacks(List.of(new Lack("timeout", "page 1,1: no whole page within 15 s")));
                device.lacks(List.of());
            }
            assertThat(log.ofThisThread()).hasSize(6);
        }
    }

    @Test
    void a_stopped_device_is_neither_up_nor_down() {
        device.up();
        device.stopped();
        assertThat(test.own("home_exporter_device_up{device=\"pump\",kind=\"thing\"}"))
                .isEmpty();
        device.connecting();
        assertThat(device.state()).isEqualTo(DeviceState.CONNECTING);
        assertThat(own("device_up")).isZero();
    }

    private double own(String family) {
        return test.own("home_exporter_" + family + "{device=\"pump\",kind=\"thing\"}")
                .orElseThrow();
    }

    private double errors(String reason) {
        return test.own("home_exporter_device_errors_total{device=\"pump\",kind=\"thing\",reason=\"" + reason + "\"}")
                .orElseThrow();
    }

    @Test
    void the_samples_of_a_device_are_its_own_with_their_age() {
        TestStore test = new TestStore();
        test.push("a", new Samples().add(TestStore.gauge("f", "k", "2"), 2).add(TestStore.gauge("f", "k", "1"), 1));
        test.push("b", new Samples().add(TestStore.gauge("g"), 3));
        test.pass(Duration.ofMillis(1500));
        assertThat(test.store.samples("a"))
                .containsExactly(
                        new StoredSample(TestStore.gauge("f", "k", "1"), 1, 1500),
                        new StoredSample(TestStore.gauge("f", "k", "2"), 2, 1500));
        assertThat(test.store.samples("nobody")).isEmpty();
    }
}
