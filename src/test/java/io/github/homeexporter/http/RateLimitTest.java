package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.http.Admission.RateLimit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final InetAddress ONE = address("192.0.2.1");

    private final AtomicLong now = new AtomicLong(1);
    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(60), now::get);

    @Test
    void the_fourth_of_three_has_to_wait_for_the_next_token() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take(ONE)).isZero();
        }
        assertThat(limit.take(ONE)).isEqualTo(20);
        pass(19);
        assertThat(limit.take(ONE)).isEqualTo(1);
        pass(1);
        assertThat(limit.take(ONE)).isZero();
        assertThat(limit.take(ONE)).isEqualTo(20);
    }

    @Test
    void a_long_pause_gives_no_more_than_three() {
        pass(100_000);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take(ONE)).isZero();
        }
        assertThat(limit.take(ONE)).isPositive();
    }

    @Test
    void clients_are_counted_apart_and_an_ipv6_network_together() {
        for (int i = 0; i < 4; i++) {
            limit.take(ONE);
            limit.take(address("2001:db8:0:1::" + (i + 1)));
        }
        assertThat(limit.take(address("192.0.2.2"))).isZero();
        assertThat(limit.take(address("2001:db8:0:1::ffff"))).isPositive();
        assertThat(limit.take(address("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void a_thousand_clients_are_remembered_and_no_more() {
        for (int i = 0; i < 5_000; i++) {
            limit.take(address("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(limit.size()).isEqualTo(1_000);
    }

    private void pass(long seconds) {
        now.addAndGet(seconds * 1_000_000_000L);
    }

    private static InetAddress address(String text) {
        return Networks.address(text).orElseThrow();
    }
}
