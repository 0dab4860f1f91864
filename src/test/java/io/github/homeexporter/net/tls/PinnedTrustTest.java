package io.github.homeexporter.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedTrustTest {
    private static final HostPort AT = new HostPort("192.0.2.7", 443);

    @TempDir
    Path folder;

    private final TestCertificate ca = TestCertificate.selfSigned("ca");
    private final TestCertificate stranger = TestCertificate.selfSigned("stranger");

    private PinnedTrust trust(TlsTrust trust, String pin, Path ca, String name, Path pins) {
        return new PinnedTrust(
                new PinnedTrust.Rules(
                        trust,
                        PinnedTrust.pin("x.tls-pin", pin),
                        "x.tls-ca",
                        ca,
                        false,
                        name,
                        names -> names.stream()
                                .filter(n -> n.endsWith(".cloud"))
                                .findFirst()
                                .map("mark "::concat),
                        new PinFile(pins),
                        "set x.tls-pin to"),
                AT);
    }

    private static void show(PinnedTrust trust, TestCertificate... chain) throws CertificateException {
        X509Certificate[] shown =
                List.of(chain).stream().map(TestCertificate::certificate).toArray(X509Certificate[]::new);
        trust.checkServerTrusted(shown, "ECDHE_ECDSA");
    }

    private Path caFile() throws Exception {
        return ca.writeCertificate(folder.resolve("ca.pem"));
    }

    @Test
    void a_pin_believes_one_certificate_whatever_its_name() throws Exception {
        String asPeopleWriteIt = stranger.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        PinnedTrust trust = trust(TlsTrust.VERIFY, asPeopleWriteIt, null, "", null);
        show(trust, stranger);
        assertThatThrownBy(() -> show(trust, ca))
                .isInstanceOf(CertificateException.class)
                .hasMessage("the certificate is not the one pinned, it is sha256 " + ca.fingerprint());
        assertThatThrownBy(() -> PinnedTrust.pin("x.tls-pin", "12:34"))
                .hasMessage(
                        "x.tls-pin=\"12:34\"; allowed: a SHA-256 fingerprint: 64 hex digits, with or without colons");
    }

    @Test
    void verifying_believes_the_ca_for_the_name_only() throws Exception {
        PinnedTrust trust = trust(TlsTrust.VERIFY, "", caFile(), "", null);
        show(trust, ca.signs("pump", "192.0.2.7", "pump.lan"), ca);
        assertThatThrownBy(() -> show(trust, ca.signs("pump", "192.0.2.8"), ca))
                .hasMessageStartingWith("the certificate is for [192.0.2.8], not for 192.0.2.7; set x.tls-pin to ");
        assertThatThrownBy(() -> show(trust, stranger))
                .hasMessageContaining("not signed by a trusted CA")
                .hasMessageEndingWith("set x.tls-pin to " + stranger.fingerprint());
        PinnedTrust named = trust(TlsTrust.VERIFY, "", caFile(), "pump.lan", null);
        show(named, ca.signs("pump", "*.lan"), ca);
        show(named, ca.signs("pump.lan"), ca);
        assertThatThrownBy(() -> show(named, ca.signs("pump.lan", "other.lan"), ca))
                .hasMessageContaining("not for pump.lan");
    }

    @Test
    void names_of_certificates_are_compared_as_what_they_are() {
        assertThat(CertificateNames.hold(List.of("2001:db8:0:0:0:0:0:1"), "2001:db8::1"))
                .isTrue();
        assertThat(CertificateNames.hold(List.of("*.lan"), "PUMP.lan")).isTrue();
        assertThat(CertificateNames.hold(List.of("*.lan"), "a.pump.lan")).isFalse();
        assertThat(CertificateNames.hold(List.of("*.0.2.7"), "192.0.2.7")).isFalse();
    }

    @Test
    void a_ca_file_that_is_none_is_named() {
        assertThatThrownBy(() -> show(trust(TlsTrust.VERIFY, "", folder.resolve("none"), "", null), stranger))
                .hasMessageContaining("x.tls-ca=")
                .hasMessageContaining("there is no such file");
    }

    @Test
    void first_use_believes_the_first_and_from_then_on_only_that() throws Exception {
        Path pins = folder.resolve("pins");
        show(trust(TlsTrust.FIRST_USE, "", null, "", pins), stranger);
        assertThat(Files.readString(pins)).contains("192.0.2.7:443 sha256 " + stranger.fingerprint());
        PinnedTrust later = trust(TlsTrust.FIRST_USE, "", null, "", pins);
        show(later, stranger);
        assertThatThrownBy(() -> show(later, ca))
                .hasMessageContaining("not the one believed before")
                .hasMessageContaining("delete the line 192.0.2.7:443 in " + pins);
        Files.delete(pins);
        show(later, ca);
    }

    @Test
    void a_mark_of_a_verified_certificate_is_believed_on_first_use_even_when_verifying() throws Exception {
        Path pins = folder.resolve("pins");
        PinnedTrust trust = trust(TlsTrust.VERIFY, "", caFile(), "", pins);
        show(trust, ca.signs("a", "a.cloud"), ca);
        show(trust, ca.signs("renewed", "a.cloud"), ca);
        assertThat(Files.readString(pins)).contains("192.0.2.7:443 mark a.cloud");
        assertThatThrownBy(() -> show(trust, ca.signs("b", "b.cloud"), ca))
                .hasMessageContaining("is for [b.cloud], not for mark a.cloud");
    }

    @Test
    void insecure_believes_anything_and_nobody_is_served() {
        PinnedTrust trust = trust(TlsTrust.INSECURE, "", null, "", null);
        assertThatCode(() -> show(trust, stranger)).doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[0], "RSA"))
                .isInstanceOf(CertificateException.class);
        assertThat(Optional.ofNullable(trust.context())).isPresent();
    }
}
