package io.github.homeexporter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "pump,pump:502,pump",
        "' pump.lan ',pump.lan:502,pump.lan",
        "heat_pump-1.lan:1502,heat_pump-1.lan:1502,heat_pump-1.lan",
        "wärme.local,wärme.local:502,wärme.local",
        "192.0.2.7:80,192.0.2.7:80,192.0.2.7",
        "[2001:db8::1]:65535,[2001:db8::1]:65535,2001:db8::1",
        "[fe80::1%eth0],[fe80::1%eth0]:502,fe80::1%eth0",
        "2001:db8::1,[2001:db8::1]:502,2001:db8::1",
        "::1,[::1]:502,::1"
    })
    void a_host_is_read_with_and_without_a_port_and_in_brackets_when_it_is_ipv6(
            String text, String expected, String bare) {
        HostPort read = HostPort.parse("modbus", text, 502);
        assertThat(read).hasToString(expected);
        assertThat(read.bareHost()).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://pump",
                "pump:",
                "pump:0",
                "pump:65536",
                "pump:x",
                "a b",
                "me@pump",
                "pump/",
                "pump?x",
                "[::1",
                "[pump]",
                ":502"
            })
    void anything_else_is_no_address(String text) {
        assertThat(HostPort.of(text, 502)).isEmpty();
    }

    @Test
    void the_sentence_names_whose_address_it_is_and_what_is_allowed() {
        assertThatThrownBy(() -> HostPort.parse("luxtronik", "http://pump", 8214))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("luxtronik address \"http://pump\"")
                .hasMessageContaining("allowed: host, host:port")
                .hasMessageContaining("port 8214 when left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:99999", "pump:0", "[::1]:65536", "pump.lan:123456"})
    void of_an_address_whose_port_is_none_the_ports_are_named(String text) {
        assertThatThrownBy(() -> HostPort.parse("luxtronik", text, 8889))
                .hasMessage("luxtronik address \"" + text + "\" has a port that is none; allowed: 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "wärme.local,xn--wrme-loa.local",
        "pump,pump",
        "[fe80::1%eth0],[fe80::1%eth0]",
        "2001:db8::1,[2001:db8::1]"
    })
    void in_a_url_it_is_written_as_resolvers_want_it(String text, String host) {
        assertThat(HostPort.parse("x", text, 1).inUrl().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heat_pump", "192.168.1.300", "-pump", "pump..lan"})
    void what_no_url_can_hold_is_said(String text) {
        assertThatThrownBy(() -> HostPort.parse("x", text, 1).inUrl()).hasMessageContaining("no underscore");
    }

    @Property
    void what_was_read_is_read_the_same_again(@ForAll String text) {
        HostPort.of(text, 80).ifPresent(read -> {
            assertThat(HostPort.of(read.toString(), 1)).contains(read);
            assertThat(HostPort.isPort(read.port())).isTrue();
        });
    }
}
