package io.github.homeexporter.isg.sgready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.isg.sgready.SgReadyDecision.AlertBody;
import io.github.homeexporter.isg.sgready.SgReadyProducer.SgReadyAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgReadyDecisionTest {
    private long nanos = -5_000_000_000L;
    private final SgReadyDecision decision =
            new SgReadyDecision("target", true, Duration.ofMinutes(10), Duration.ofHours(6), () -> nanos);

    private void take(String status, String target, String id) {
        String body = SgReadyProgram.body(SgReadyProgram.alert(status, target, id));
        assertThat(decision.take(AlertBody.parse(body.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void lock_is_stronger_than_force_is_stronger_than_active_is_stronger_than_normal() {
        take("firing", "normal", "n");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
        take("firing", "active", "a");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.ACTIVE);
        take("firing", "force", "f");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.FORCE);
        take("firing", "lock", "l");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        take("resolved", "lock", "l");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.FORCE);
    }

    @Test
    void an_alert_that_is_not_repeated_is_over_after_a_while() {
        take("firing", "lock", "l");
        pass(Duration.ofHours(5));
        take("firing", "lock", "l");
        pass(Duration.ofHours(5));
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        pass(Duration.ofHours(2));
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @Test
    void the_first_change_is_made_at_once_and_the_next_waits() {
        decision.shows(SgReadyLevel.NORMAL);
        assertThat(decision.wait(SgReadyLevel.ACTIVE)).isZero();
        decision.done(SgReadyLevel.ACTIVE);
        pass(Duration.ofMinutes(4));
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isEqualTo(Duration.ofMinutes(6));
        assertThat(decision.wait(SgReadyLevel.ACTIVE)).isZero();
        pass(Duration.ofMinutes(6));
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isZero();
    }

    @Test
    void a_lock_never_waits() {
        decision.done(SgReadyLevel.FORCE);
        assertThat(decision.wait(SgReadyLevel.LOCK)).isZero();
        decision.done(SgReadyLevel.LOCK);
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_level_that_was_forgotten_is_no_change_and_does_not_wait() {
        decision.done(SgReadyLevel.ACTIVE);
        take("firing", "active", "a");
        decision.shows(SgReadyLevel.NORMAL);
        assertThat(decision.wait(SgReadyLevel.ACTIVE)).isZero();
        assertThat(decision.isAgain(SgReadyLevel.ACTIVE)).isTrue();
    }

    @Test
    void a_level_that_is_found_stays_until_its_alert_is_resolved() {
        assertThat(decision.shows(SgReadyLevel.LOCK)).isTrue();
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        take("resolved", "active", "a");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        take("resolved", "inactive", "l");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isZero();
    }

    @Test
    void a_level_that_is_found_is_over_after_a_while_counted_from_when_it_was_seen() {
        pass(Duration.ofHours(3));
        decision.shows(SgReadyLevel.LOCK);
        pass(Duration.ofHours(5));
        decision.shows(SgReadyLevel.LOCK);
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        pass(Duration.ofHours(2));
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
        decision.shows(SgReadyLevel.LOCK);
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @Test
    void an_alert_that_fires_after_a_restart_takes_over_what_was_found() {
        decision.shows(SgReadyLevel.LOCK);
        take("firing", "lock", "l");
        take("resolved", "lock", "l");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @Test
    void what_was_resolved_while_the_heat_pump_was_away_is_over_when_it_is_back() {
        take("resolved", "lock", "l");
        assertThat(decision.shows(SgReadyLevel.LOCK)).isFalse();
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @Test
    void what_somebody_else_sets_stays_while_nobody_wishes_anything() {
        decision.shows(SgReadyLevel.NORMAL);
        assertThat(decision.shows(SgReadyLevel.ACTIVE)).isTrue();
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.ACTIVE);
        assertThat(decision.shows(SgReadyLevel.NORMAL)).isFalse();
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @Test
    void wishes_of_others_stand_beside_alerts() {
        decision.shows(SgReadyLevel.NORMAL);
        decision.wish("mqtt", "active");
        decision.wish("http", "1");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        assertThat(decision.reasons(SgReadyLevel.LOCK)).containsExactly("http");
        decision.wish("http", "normal");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.ACTIVE);
        take("firing", "lock", "l");
        decision.wish("mqtt", "2");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.LOCK);
        assertThatThrownBy(() -> decision.wish("mqtt", "on\nmore"))
                .hasMessage("level \"on more\"; allowed: active, inactive, lock, normal, force, or 1 to 4");
    }

    @Test
    void normal_said_after_a_restart_ends_what_was_found() {
        decision.shows(SgReadyLevel.ACTIVE);
        decision.wish("http", "normal");
        assertThat(decision.wanted()).isEqualTo(SgReadyLevel.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.77, true",
        "192.168.1.0/24, 192.168.2.77, false",
        "192.168.1.5, 192.168.1.5, true",
        "192.168.1.5, 192.168.1.6, false",
        "fd00::/8, fd12:3456:0:0:0:0:0:1, true",
        "fd00::/8, fe80:0:0:0:0:0:0:1, false",
        "fc00::/7, fd12:3456:0:0:0:0:0:1, true",
        "fc00::/7, fe80:0:0:0:0:0:0:1%eth0, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "10.0.0.0/8, someone.example, false"
    })
    void a_net_says_who_may_call(String allow, String address, boolean allowed) {
        assertThat(new SgReadyAccess("x", allow).isAllowed(address)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.0/33",
                "192.168.1",
                "host.example",
                "300.1.1.1",
                "::1::",
                "1.2.3.4/x",
                "::ffff:10.0.0.0/104"
            })
    void what_is_no_net_is_said(String allow) {
        assertThatThrownBy(() -> new SgReadyAccess("x", allow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: numeric addresses and nets");
    }
}
