package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.net.tls.CertificateNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, each to a real TLS socket. */
class LoxoneTlsTest {
    private static final String CA = "src/test/resources/loxone/tls/ca.pem";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    private SimulatedMiniserver miniserver;
    private final LiveMiniservers program = new LiveMiniservers();

    @AfterEach
    void stop() throws IOException {
        program.close();
        miniserver.close();
    }

    private static KeyStore keys(String name) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = LoxoneTlsTest.class.getResourceAsStream("/loxone/tls/" + name + ".p12")) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String fingerprint(String name) throws GeneralSecurityException, IOException {
        return CertificateNames.fingerprint((X509Certificate) keys(name).getCertificate("server"));
    }

    static SSLContext context(String name) throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    static ServerSocket socket(String name, int port) throws GeneralSecurityException, IOException {
        return context(name).getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private void speak(String name) throws Exception {
        speak(name, 0);
    }

    private void speak(String name, int port) throws Exception {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(5, 0), socket(name, port));
    }

    /** Port 9 of this machine: whoever tries plain text finds nobody. */
    private void connect(String... options) throws Exception {
        String all = "sslPort=" + miniserver.server().port() + "&" + String.join("&", options);
        program.route("loxone", "127.0.0.1:9", miniserver.password(), all);
    }

    @Test
    void use_encryption_speaks_tls_from_the_first_byte_and_believes_the_first_certificate() throws Exception {
        speak("self-signed");
        Path pins = directory.resolve("pins");
        connect("useEncryption=true", "tlsPinFile=" + pins);
        program.untilUp("loxone");
        await().until(() -> program.controlValues().size() == 5);
        assertThat(Files.readString(pins))
                .contains("127.0.0.1:" + miniserver.server().port() + " sha256 " + fingerprint("self-signed"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pins)))
                .isEqualTo("rw-------");
        assertThat(miniserver.commands()).contains("/jdev/cfg/apiKey").doesNotContain("credentials over HTTP");
    }

    @Test
    void another_certificate_than_the_first_is_refused_until_its_line_is_deleted() throws Exception {
        speak("self-signed");
        Path pins = directory.resolve("pins");
        connect("forceEncryption=true", "tlsPinFile=" + pins);
        program.untilUp("loxone");
        int port = miniserver.server().port();
        miniserver.close();
        program.untilDown("loxone");
        speak("other", port);
        await().until(() -> program.lastError("loxone").contains("not the one believed before"));
        assertThat(program.lastError("loxone"))
                .contains("delete the line 127.0.0.1:" + port)
                .contains(fingerprint("other"));
        assertThat(miniserver.commands()).isEmpty();
        Files.delete(pins);
        program.untilUp("loxone");
    }

    @Test
    void verify_refuses_a_self_signed_certificate_and_says_its_fingerprint() throws Exception {
        speak("self-signed");
        connect("encryption=ALWAYS", "tls=VERIFY");
        program.untilDown("loxone");
        assertThat(program.lastError("loxone"))
                .contains("not signed by a trusted CA")
                .contains(fingerprint("self-signed"));
        assertThat(program.errors("loxone", "tls")).isPositive();
        assertThat(miniserver.commands()).isEmpty();
    }

    @Test
    void a_pin_accepts_this_certificate_and_no_other() throws Exception {
        speak("self-signed");
        String pin = fingerprint("self-signed").toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        connect("encryption=ALWAYS", "tlsPin=" + pin);
        program.untilUp("loxone");
        try (LiveMiniservers strict = new LiveMiniservers()) {
            strict.route(
                    "other",
                    "127.0.0.1:9",
                    miniserver.password(),
                    "encryption=ALWAYS",
                    "sslPort=" + miniserver.server().port(),
                    "tlsPin=" + fingerprint("other"));
            strict.untilDown("other");
            assertThat(strict.lastError("other")).contains("not the one pinned");
        }
    }

    @Test
    void an_own_ca_verifies_the_cloud_name_although_the_address_is_another() throws Exception {
        speak("cloud");
        Path pins = directory.resolve("pins");
        connect("encryption=ALWAYS", "tlsCa=" + CA, "tlsPinFile=" + pins);
        program.untilUp("loxone");
        assertThat(Files.readString(pins)).contains(" serial 504f94d00001");
    }

    @Test
    void a_verified_certificate_of_another_miniserver_is_refused() throws Exception {
        speak("cloud");
        Path pins = directory.resolve("pins");
        Files.writeString(pins, "127.0.0.1:" + miniserver.server().port() + " serial 504f94ffffff\n");
        connect("encryption=ALWAYS", "tlsCa=" + CA, "tlsPinFile=" + pins);
        program.untilDown("loxone");
        assertThat(program.lastError("loxone")).contains("not for serial 504f94ffffff");
    }

    @Test
    void a_name_that_was_asked_for_must_be_on_the_certificate() throws Exception {
        speak("cloud");
        connect("encryption=ALWAYS", "tlsCa=" + CA, "tlsName=192-0-2-7.504f94d00001.dyndns.loxonecloud.com");
        program.untilUp("loxone");
        try (LiveMiniservers strict = new LiveMiniservers()) {
            strict.route(
                    "other",
                    "127.0.0.1:9",
                    miniserver.password(),
                    "encryption=ALWAYS",
                    "sslPort=" + miniserver.server().port(),
                    "tlsCa=" + CA,
                    "tlsName=other.example");
            strict.untilDown("other");
            assertThat(strict.lastError("other")).contains("not for other.example");
        }
    }

    @Test
    void insecure_believes_anything() throws Exception {
        speak("other");
        connect("encryption=ALWAYS", "tls=INSECURE");
        program.untilUp("loxone");
    }

    @Test
    void a_miniserver_that_says_it_can_is_logged_into_over_tls_only() throws Exception {
        speak("self-signed");
        try (SimulatedMiniserver plain = new SimulatedMiniserver(MiniserverHouse.of(5, 0)).httpsStatus(1)) {
            program.route("loxone", plain, "sslPort=" + miniserver.server().port())
                    .untilUp("loxone");
            assertThat(plain.commands()).containsExactly("/jdev/cfg/apiKey");
            assertThat(plain.openedWebSockets()).isZero();
            assertThat(miniserver.commands())
                    .startsWith("/jdev/sys/getPublicKey")
                    .contains("getjwt");
        }
    }
}
