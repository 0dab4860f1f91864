package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final Networks PROXIES = Networks.parse("10.0.0.0/8, fd00::/8");

    @Test
    void without_a_trusted_proxy_the_header_says_nothing() {
        assertThat(client("192.0.2.1", "198.51.100.9")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_trusted_proxy_says_who_asked() {
        assertThat(client("10.0.0.1", "198.51.100.9")).isEqualTo("198.51.100.9");
        assertThat(client("10.0.0.1", "198.51.100.9:4711")).isEqualTo("198.51.100.9");
        assertThat(client("10.0.0.1", "[2001:db8::1]:4711")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("fd00:0:0:0:0:0:0:1", "198.51.100.9")).isEqualTo("198.51.100.9");
    }

    @Test
    void what_stands_left_of_the_first_stranger_is_not_believed() {
        assertThat(client("10.0.0.1", "127.0.0.1, 198.51.100.9, 10.1.1.1")).isEqualTo("198.51.100.9");
        assertThat(client("10.0.0.1", "127.0.0.1", "198.51.100.9")).isEqualTo("198.51.100.9");
    }

    @Test
    void what_is_no_address_ends_the_search() {
        assertThat(client("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "localhost, 10.1.1.1")).isEqualTo("10.1.1.1");
        assertThat(client("10.0.0.1", "")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "example.net", "fd00::/129", "10.0.0.1/x"})
    void an_entry_that_is_no_net_is_quoted(String net) {
        assertThatThrownBy(() -> Networks.parse("192.0.2.1," + net)).hasMessageContaining("\"" + net + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "fc00::/7, fd00::1, true",
        "fc00::/7, fe80::1, false",
        "fd00::/8, ff02::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, ffff:ffff::1, false",
        "::1, ::1, true",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 255.255.255.255, false"
    })
    void a_net_has_the_addresses_that_begin_as_it_does(String net, String address, boolean inside) {
        assertThat(Networks.parse(net).contains(Networks.address(address).orElseThrow()))
                .isEqualTo(inside);
    }

    @Test
    void an_ipv4_address_in_ipv6_clothes_is_the_ipv4_address() {
        assertThat(Networks.parse("10.0.0.0/8")
                        .contains(Networks.address("::ffff:10.1.2.3").orElseThrow()))
                .isTrue();
    }

    private static String client(String peer, String... forwarded) {
        InetAddress address = Networks.address(peer).orElseThrow();
        return PROXIES.client(address, List.of(forwarded)).getHostAddress();
    }
}
