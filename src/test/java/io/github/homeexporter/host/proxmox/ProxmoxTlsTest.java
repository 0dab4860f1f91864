package io.github.homeexporter.host.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.net.tls.TestCertificate;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificate is believed, each over a real connection. */
class ProxmoxTlsTest {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static TestCertificate elsewhere;

    private final ProxmoxRoute route = new ProxmoxRoute();
    private FakePve pve;

    @BeforeAll
    static void certificates() {
        certificate = TestCertificate.selfSigned("pve", "127.0.0.1");
        elsewhere = TestCertificate.selfSigned("pve", "pve.example.org");
    }

    @AfterEach
    void stop() {
        route.close();
        if (pve != null) {
            pve.close();
        }
    }

    private ProxmoxRoute connect(TestCertificate shown) throws Exception {
        pve = new FakePve(shown);
        return route.set("url", pve.url())
                .set("token", FakePve.TOKEN)
                .set("interval", "1h")
                .setting("host.rootfs", directory.resolve("root").toString());
    }

    @Test
    void a_self_signed_certificate_is_refused_with_the_fingerprint_and_what_to_do() throws Exception {
        connect(certificate).start().until(DeviceState.DOWN);
        assertThat(route.device().lastError())
                .contains(pve.authority(), "not signed by a trusted CA")
                .contains("host.proxmox-tls-ca", "host.proxmox-tls-pin to " + certificate.fingerprint());
        assertThat(route.errors("tls")).isEqualTo(1);
        assertThat(pve.asked()).isEmpty();
    }

    @Test
    void the_own_ca_is_enough() throws Exception {
        Path ca = certificate.writeCertificate(directory.resolve("own-ca.pem"));
        connect(certificate).set("tls-ca", ca.toString()).start().until(DeviceState.UP);
    }

    @Test
    void on_a_proxmox_host_its_ca_is_found_by_itself() throws Exception {
        Path root = directory.resolve("node");
        certificate.writeCertificate(root.resolve("etc/pve/pve-root-ca.pem"));
        connect(certificate).setting("host.rootfs", root.toString()).start().until(DeviceState.UP);
    }

    @Test
    void a_certificate_of_a_trusted_ca_for_another_host_is_refused() throws Exception {
        Path ca = elsewhere.writeCertificate(directory.resolve("elsewhere-ca.pem"));
        connect(elsewhere).set("tls-ca", ca.toString()).start().until(DeviceState.DOWN);
        assertThat(route.device().lastError()).contains("is for [pve.example.org], not for 127.0.0.1");
        assertThat(pve.asked()).isEmpty();
    }

    @Test
    void a_pin_accepts_that_certificate_under_any_name_and_no_other() throws Exception {
        String pin = elsewhere.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        connect(elsewhere).set("tls-pin", pin).start().until(DeviceState.UP);
        try (ProxmoxRoute other = new ProxmoxRoute();
                FakePve shown = new FakePve(certificate)) {
            other.set("url", shown.url()).set("token", FakePve.TOKEN).set("tls-pin", pin);
            other.start().until(DeviceState.DOWN);
            assertThat(other.device().lastError())
                    .contains("not the one pinned")
                    .contains(certificate.fingerprint());
            assertThat(shown.asked()).isEmpty();
        }
    }

    @Test
    void insecure_believes_anything() throws Exception {
        connect(elsewhere).set("tls", "insecure").start().until(DeviceState.UP);
    }

    @Test
    void a_ca_file_that_is_none_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("no-ca.pem"), "not a certificate\n");
        connect(certificate).set("tls-ca", file.toString()).start().until(DeviceState.DOWN);
        assertThat(route.device().lastError()).contains("no-ca.pem");
    }

    @Test
    void a_pin_that_is_no_fingerprint_is_refused_at_start() throws Exception {
        connect(certificate).set("tls-pin", "12:34");
        assertThatThrownBy(route::start).rootCause().hasMessageContaining("64 hex digits");
    }
}
