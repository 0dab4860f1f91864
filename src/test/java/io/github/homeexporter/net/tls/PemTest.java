package io.github.homeexporter.net.tls;

import static io.github.homeexporter.net.tls.TestCertificate.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private static final String ADVICE = "is the password right?";

    @TempDir
    Path folder;

    private static PrivateKey key(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA")) {
            // protects nothing, and a longer one takes long to find
            generator.initialize(1024);
        }
        KeyPair pair = generator.generateKeyPair();
        return pair.getPrivate();
    }

    private static PrivateKey read(String pem, String password) {
        return Pem.key(pem.getBytes(StandardCharsets.US_ASCII), password, ADVICE);
    }

    private static OutputEncryptor aes(String password) throws Exception {
        return new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setRandom(new SecureRandom())
                .setPassword(password.toCharArray())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void a_key_is_read_as_pkcs8_with_and_without_a_password(String algorithm) throws Exception {
        PrivateKey key = key(algorithm);
        assertThat(read(pem(new JcaPKCS8Generator(key, null)), "").getEncoded()).isEqualTo(key.getEncoded());
        assertThat(read(pem(new JcaPKCS8Generator(key, aes("mellon"))), "mellon")
                        .getEncoded())
                .isEqualTo(key.getEncoded());
    }

    @Test
    void an_rsa_key_is_read_as_pkcs1_with_and_without_a_password() throws Exception {
        PrivateKey key = key("RSA");
        String plain = pem(key);
        assertThat(plain).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(read(plain, "").getEncoded()).isEqualTo(key.getEncoded());
        String encrypted = pem(new JcaMiscPEMGenerator(
                key,
                new JcePEMEncryptorBuilder("AES-256-CBC")
                        .setProvider(new BouncyCastleProvider())
                        .build("mellon".toCharArray())));
        assertThat(encrypted).contains("DEK-Info");
        assertThat(read(encrypted, "mellon").getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void an_ec_key_is_read_as_sec1_with_its_curve() throws Exception {
        ECPrivateKey key = (ECPrivateKey) key("EC");
        org.bouncycastle.asn1.sec.ECPrivateKey sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(
                key.getParams().getOrder().bitLength(),
                key.getS(),
                PrivateKeyInfo.getInstance(key.getEncoded())
                        .getPrivateKeyAlgorithm()
                        .getParameters());
        ECPrivateKey read = (ECPrivateKey) read(pem(new PemObject("EC PRIVATE KEY", sec1.getEncoded())), "");
        assertThat(read.getS()).isEqualTo(key.getS());
        assertThat(read.getParams().getOrder()).isEqualTo(key.getParams().getOrder());
    }

    @Test
    void a_wrong_password_is_said_with_what_to_do_and_not_shown() throws Exception {
        String pem = pem(new JcaPKCS8Generator(key("EC"), aes("mellon")));
        assertThatThrownBy(() -> read(pem, "melon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the private key cannot be decrypted; " + ADVICE);
    }

    @Test
    void certificates_and_a_key_may_share_a_file() throws Exception {
        TestCertificate ca = TestCertificate.selfSigned("ca");
        TestCertificate own = ca.signs("own", "pump.lan");
        String all = "# of the house\n" + pem(new JcaPKCS8Generator(own.key(), null)) + pem(own.certificate())
                + pem(ca.certificate());
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        assertThat(Pem.certificates(bytes)).containsExactly(own.certificate(), ca.certificate());
        assertThat(Pem.key(bytes, "", ADVICE)).isEqualTo(own.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no PEM",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n!\n",
                "-----BEGIN PRIVATE KEY-----\nMIIBVAIB\n-----END PRIVATE KEY-----\n"
            })
    void what_holds_neither_is_refused_in_one_sentence(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Pem.certificates(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate");
        assertThatThrownBy(() -> Pem.key(bytes, "", ADVICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("private key");
    }

    @Test
    void a_file_that_cannot_be_used_is_named_with_its_setting() throws Exception {
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> Pem.trust("mqtt.tls-ca", none))
                .hasMessage("mqtt.tls-ca=\"" + none + "\": there is no such file");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> Pem.trust("mqtt.tls-ca", empty))
                .hasMessageStartingWith("mqtt.tls-ca=\"" + empty + "\": there is no certificate in it");
        Path certificate = TestCertificate.selfSigned("own").writeCertificate(folder.resolve("own.pem"));
        assertThatThrownBy(() -> Pem.identity("otel.tls-cert", certificate, "otel.tls-key", certificate))
                .hasMessageStartingWith("otel.tls-key=\"" + certificate + "\": there is no private key in it");
    }

    @Test
    void an_identity_is_the_chain_and_its_key() throws Exception {
        TestCertificate own = TestCertificate.selfSigned("own");
        assertThat(Pem.identity(List.of(own.certificate()), own.key()).getKeyManagers())
                .hasSize(1);
    }
}
