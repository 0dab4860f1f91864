package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.proxmox.ProxmoxApi.PveToken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PveTokenTest {
    @ParameterizedTest
    @CsvSource({
        "root@pam!home=s3cr3t, root@pam!home",
        "jane@example.org@ad-1!x_y.z=s3cr3t, jane@example.org@ad-1!x_y.z",
        "PVEAPIToken=exporter@pve!home=s3cr3t, exporter@pve!home",
        "'  exporter@pve!home=s3cr3t=more!  ', exporter@pve!home",
    })
    void a_token_shows_its_id_and_never_its_secret(String text, String id) {
        PveToken token = PveToken.parse(text);
        assertThat(token.id()).isEqualTo(id);
        assertThat(token.toString()).contains(id).doesNotContain("s3cr3t");
        assertThat(token.header()).startsWith("PVEAPIToken=" + id + "=s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr3t",
                "root@pam=s3cr3t",
                "root!home=s3cr3t",
                "root@pam!home",
                "root@pam!home=",
                "root@pam!home=s3\r\ncr3t"
            })
    void another_form_is_refused_without_showing_it(String text) {
        assertThatThrownBy(() -> PveToken.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user@realm!id=secret")
                .hasMessageNotContaining("s3");
    }
}
