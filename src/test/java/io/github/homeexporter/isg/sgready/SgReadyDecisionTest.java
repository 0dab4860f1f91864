package io.github.homeexporter.isg.sgready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(decision.wait(SgReadyLevel.ACTIVE)).isZero();
        decision.done(SgReadyLevel.ACTIVE);
        pass(Duration.ofMinutes(4));
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isEqualTo(Duration.ofMinutes(6));
        assertThat(decision.wait(SgReadyLevel.ACTIVE)).isZero();
        pass(Duration.ofMinutes(6));
        assertThat(decision.wait(SgReadyLevel.NORMAL)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.77, true",
        "192.168.1.0/24, 192.168.2.77, false",
        "192.168.1.5, 192.168.1.5, true",
        "192.168.1.5, 192.168.1.6, false",
        "fd00::/8, fd12:3456:0:0:0:0:0:1, true",
        "fd00::/8, fe80:0:0:0:0:0:0:1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "10.0.0.0/8, someone.example, false"
    })
    void a_net_says_who_may_call(String allow, String address, boolean allowed) {
        assertThat(new SgReadyAccess("x", allow).isAllowed(address)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.0/33", "192.168.1", "host.example", "300.1.1.1", "::1::", "1.2.3.4/x"})
    void what_is_no_net_is_said(String allow) {
        assertThatThrownBy(() -> new SgReadyAccess("x", allow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: numeric addresses and nets");
    }
}
