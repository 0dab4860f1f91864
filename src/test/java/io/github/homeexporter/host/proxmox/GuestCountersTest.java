package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.host.proxmox.ResourceSamples.GuestCounters;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestCountersTest {
    private final GuestCounters counters = new GuestCounters();

    private double at(double uptime, double value) {
        counters.uptime("lxc/101", uptime);
        return counters.accept("lxc/101", "netin", value);
    }

    @Test
    void a_restart_begins_anew_at_once() {
        assertThat(at(1000, 500)).isEqualTo(500);
        assertThat(at(20, 10)).isEqualTo(10);
        assertThat(counters.takeAnomalies()).isZero();
    }

    @Test
    void a_fall_without_a_restart_is_not_believed_once_and_then_followed() {
        assertThat(at(1000, 500)).isEqualTo(500);
        assertThat(at(1060, 0)).isEqualTo(500);
        assertThat(at(1120, 600)).isEqualTo(600);
        assertThat(at(1180, 300)).isEqualTo(600);
        assertThat(at(1240, 310)).isEqualTo(310);
        assertThat(counters.takeAnomalies()).isEqualTo(2);
        assertThat(counters.takeAnomalies()).isZero();
    }

    @Test
    void what_is_no_reading_is_none() {
        assertThat(at(1000, Double.NaN)).isNaN();
        assertThat(at(1000, -1)).isNaN();
    }

    @Test
    void a_guest_that_is_gone_is_forgotten() {
        at(1000, 500);
        counters.keep(Set.of("lxc/102"));
        assertThat(at(2000, 1)).isEqualTo(1);
        assertThat(counters.takeAnomalies()).isZero();
    }
}
