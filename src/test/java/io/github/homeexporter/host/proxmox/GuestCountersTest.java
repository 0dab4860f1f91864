package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestCountersTest {
    private final GuestCounters counters = new GuestCounters();

    private double at(double uptime, double value) {
        counters.uptime("lxc/101", uptime);
        return counters.accept("lxc/101", "netin", value);
    }

    @Test
    void aRestartBeginsAnewAtOnce() {
        assertThat(at(1000, 500)).isEqualTo(500);
        assertThat(at(20, 10)).isEqualTo(10);
        assertThat(counters.takeAnomalies()).isZero();
    }

    @Test
    void aFallWithoutARestartIsNotBelievedOnceAndThenFollowed() {
        assertThat(at(1000, 500)).isEqualTo(500);
        assertThat(at(1060, 0)).isEqualTo(500);
        assertThat(at(1120, 600)).isEqualTo(600);
        assertThat(at(1180, 300)).isEqualTo(600);
        assertThat(at(1240, 310)).isEqualTo(310);
        assertThat(counters.takeAnomalies()).isEqualTo(2);
        assertThat(counters.takeAnomalies()).isZero();
    }

    @Test
    void whatIsNoReadingIsNone() {
        assertThat(at(1000, Double.NaN)).isNaN();
        assertThat(at(1000, -1)).isNaN();
    }

    @Test
    void aGuestThatIsGoneIsForgotten() {
        at(1000, 500);
        counters.keep(Set.of("lxc/102"));
        assertThat(at(2000, 1)).isEqualTo(1);
        assertThat(counters.takeAnomalies()).isZero();
    }
}
