package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.proxmox.ProxmoxApi.PveAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PveAddressTest {
    @ParameterizedTest
    @CsvSource({
        "'', https://127.0.0.1:8006/api2/json/version",
        "Local, https://127.0.0.1:8006/api2/json/version",
        "pve.example.org, https://pve.example.org:8006/api2/json/version",
        "192.0.2.1:443, https://192.0.2.1:443/api2/json/version",
        "https://[2001:db8::1]/, https://[2001:db8::1]:8006/api2/json/version",
        "https://pve.example.org:8006/api2/json/, https://pve.example.org:8006/api2/json/version",
        "https://example.org:443/pve, https://example.org:443/pve/api2/json/version",
    })
    void an_address_is_understood_in_every_usual_form(String text, String uri) {
        assertThat(PveAddress.parse(text).of("/version")).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://pve:8006", "https://", "pve host", "https://pve/?x=1", "ftp://pve"})
    void what_is_no_address_is_named(String text) {
        assertThatThrownBy(() -> PveAddress.parse(text))
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("https://host:8006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://root:s3cr3t@pve", "http://root:s3cr3t@pve"})
    void a_password_in_an_address_is_refused_and_not_shown(String text) {
        assertThatThrownBy(() -> PveAddress.parse(text)).hasMessageNotContaining("s3cr3t");
    }
}
