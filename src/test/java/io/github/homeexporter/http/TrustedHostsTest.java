package io.github.homeexporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHostsTest {
    private static final TrustedHosts HOSTS = TrustedHosts.parse(
            "good.example, *.net.example,192.0.2.7, 2001:db8::1, [2001:db8::2], Ported.example:9100");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good.example",
                "GOOD.example:9100",
                "good.example.",
                "a.net.example",
                "a.b.net.example:80",
                "192.0.2.7:9504",
                "[2001:db8::1]:9504",
                "[2001:DB8:0:0:0:0:0:1]",
                "[2001:db8::2]",
                "ported.example"
            })
    void what_stands_in_the_list_is_trusted_with_any_port_and_case(String host) {
        assertThat(HOSTS.isTrusted(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "good.example.evil.com",
                "evilgood.example",
                "net.example",
                "evil-net.example",
                "192.0.2.70",
                "[2001:db8::3]",
                "localhost"
            })
    void nothing_else_is(String host) {
        assertThat(HOSTS.isTrusted(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "good.example:port", "good.example:80:80", "user@good.example", "good.example/x"
            })
    void what_is_no_host_is_a_fault(String host) {
        assertThatThrownBy(() -> HOSTS.isTrusted(host)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_empty_list_and_a_star_trust_all() {
        assertThat(TrustedHosts.parse("").isTrusted("anything.example")).isTrue();
        assertThat(TrustedHosts.parse("good.example, *").isTrusted("anything.example"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://good.example", "good.*.example", "a b", "**.example"})
    void an_entry_that_is_no_host_is_quoted(String entry) {
        assertThatThrownBy(() -> TrustedHosts.parse("good.example," + entry)).hasMessageContaining("\"" + entry + "\"");
    }
}
