package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** The client's TLS, from PEM files: an own CA, a certificate of the client, or no check at all. */
final class TlsFiles {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final char[] IN_MEMORY = "memory".toCharArray();
    private static final long HANDSHAKE_SECONDS = 10;

    private TlsFiles() {}

    /**
     * Null for plain TCP.
     *
     * @throws IllegalArgumentException naming the setting and the file that cannot be used
     */
    static MqttClientSslConfig read(MqttOptions options) {
        if (!options.tls()) {
            return null;
        }
        MqttClientSslConfigBuilder tls =
                MqttClientSslConfig.builder().handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        if (options.tlsInsecure()) {
            tls = tls.trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                    .hostnameVerifier((host, session) -> true);
        } else if (!options.tlsCa().isEmpty()) {
            tls = tls.trustManagerFactory(trust(options.tlsCa()));
        }
        if (!options.tlsCertificate().isEmpty()) {
            tls = tls.keyManagerFactory(key(options.tlsCertificate(), options.tlsKey()));
        }
        return tls.build();
    }

    private static TrustManagerFactory trust(String file) {
        try {
            KeyStore store = empty();
            int n = 0;
            for (Certificate certificate : certificates("mqtt.tls-ca", file)) {
                store.setCertificateEntry("ca" + n++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("mqtt.tls-ca", file, e);
        }
    }

    private static KeyManagerFactory key(String certificateFile, String keyFile) {
        try {
            Certificate[] chain =
                    certificates("mqtt.tls-certificate", certificateFile).toArray(Certificate[]::new);
            KeyStore store = empty();
            store.setKeyEntry("client", privateKey(keyFile), IN_MEMORY, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, IN_MEMORY);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("mqtt.tls-certificate", certificateFile, e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String setting, String file) {
        try {
            byte[] pem = Files.readAllBytes(Path.of(file));
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (all.isEmpty()) {
                throw new IllegalArgumentException(setting + "=\"" + file + "\": holds no certificate in PEM form");
            }
            return all;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(setting, file, e);
        }
    }

    private static PrivateKey privateKey(String file) {
        try {
            String pem = Files.readString(Path.of(file), StandardCharsets.US_ASCII);
            int begin = pem.indexOf(KEY_BEGIN);
            int end = pem.indexOf(KEY_END);
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException("mqtt.tls-key=\"" + file + "\": holds no unencrypted PKCS #8 key ("
                        + KEY_BEGIN + "); openssl pkcs8 -topk8 -nocrypt makes one of any other");
            }
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
            return decoded(der, file);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("mqtt.tls-key", file, e);
        }
    }

    private static PrivateKey decoded(byte[] der, String file) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // a key of another algorithm
            }
        }
        throw new IllegalArgumentException("mqtt.tls-key=\"" + file + "\": allowed are RSA, EC and Ed25519 keys");
    }

    private static IllegalArgumentException unusable(String setting, String file, Exception e) {
        // a missing file's message is its name only
        return new IllegalArgumentException(
                setting + "=\"" + file + "\": cannot be used: " + e.getClass().getSimpleName());
    }
}
