package io.github.homeexporter.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Certificates and private keys out of PEM files (RFC 7468). Whatever is wrong is an {@link IllegalArgumentException} in one
 * sentence; no part of a key is in it.
 */
public final class Pem {
    private static final char[] IN_MEMORY = "memory".toCharArray();

    private static final Set<Class<?>> KEYS = Set.of(
            PrivateKeyInfo.class, PEMKeyPair.class, PKCS8EncryptedPrivateKeyInfo.class, PEMEncryptedKeyPair.class);

    private Pem() {}

    /**
     * The authorities in a file, as those and only those to believe.
     *
     * @param setting the file's setting, for the sentence of what is wrong
     */
    public static TrustManagerFactory trust(String setting, Path file) {
        try {
            KeyStore store = empty();
            for (X509Certificate each : certificates(setting, file)) {
                store.setCertificateEntry("ca-" + store.size(), each);
            }
            return trust(store);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(setting, file, "cannot be used: " + e.getMessage(), e);
        }
    }

    /** The authorities that the JVM believes. */
    public static TrustManagerFactory systemTrust() {
        try {
            return trust((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has certificates of authorities", e);
        }
    }

    private static TrustManagerFactory trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    /** What to show when asked for a certificate: those of one file, own first, with the unencrypted key of another. */
    public static KeyManagerFactory identity(
            String certificateSetting, Path certificateFile, String keySetting, Path keyFile) {
        List<X509Certificate> chain = certificates(certificateSetting, certificateFile);
        byte[] pem = read(keySetting, keyFile);
        try {
            return identity(chain, key(pem, "", "openssl pkcs8 -topk8 -nocrypt takes the password off"));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw unusable(keySetting, keyFile, e.getMessage(), e);
        }
    }

    /** @param chain the own certificate first, then those that signed it */
    public static KeyManagerFactory identity(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("own", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, IN_MEMORY);
        return factory;
    }

    /** Never written anywhere: PKCS12 would stretch its password, ten thousand rounds for each key that goes in. */
    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private static List<X509Certificate> certificates(String setting, Path file) {
        byte[] pem = read(setting, file);
        try {
            return certificates(pem);
        } catch (IllegalArgumentException e) {
            throw unusable(setting, file, e.getMessage(), e);
        }
    }

    private static byte[] read(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            String why =
                    e instanceof NoSuchFileException ? "there is no such file" : "cannot be read: " + e.getMessage();
            throw unusable(setting, file, why, e);
        }
    }

    private static IllegalArgumentException unusable(String setting, Path file, String why, Exception e) {
        return new IllegalArgumentException(setting + "=\"" + file + "\": " + why, e);
    }

    /** All certificates, in their order; other things between them are passed over. */
    public static List<X509Certificate> certificates(byte[] pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        try (PEMParser parser = parser(pem)) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof X509CertificateHolder holder) {
                    certificates.add(converter.getCertificate(holder));
                }
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IllegalArgumentException("a certificate in it cannot be read as PEM", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no certificate in it; allowed: PEM, -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /**
     * The first private key: PKCS#8, PKCS#1 or SEC 1, encrypted or not.
     *
     * @param password of an encrypted one; else not looked at
     * @param advice what to do when that does not open it
     */
    public static PrivateKey key(byte[] pem, String password, String advice) {
        Object found = null;
        try (PEMParser parser = parser(pem)) {
            do {
                found = parser.readObject();
            } while (found != null && KEYS.stream().noneMatch(found.getClass()::equals));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the private key cannot be read", e);
        }
        if (found == null) {
            throw new IllegalArgumentException("there is no private key in it; allowed: PEM, PRIVATE KEY,"
                    + " ENCRYPTED PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY");
        }
        PrivateKeyInfo opened;
        try {
            opened = opened(found, password.toCharArray());
        } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
            throw new IllegalArgumentException("the private key cannot be decrypted; " + advice, e);
        }
        try {
            return new JcaPEMKeyConverter().getPrivateKey(opened);
        } catch (PEMException e) {
            throw new IllegalArgumentException("the private key cannot be read", e);
        }
    }

    private static PrivateKeyInfo opened(Object key, char[] password)
            throws IOException, OperatorCreationException, PKCSException {
        if (key instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            // the JDK knows these ciphers by other names than their numbers
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password));
        }
        if (key instanceof PEMEncryptedKeyPair encrypted) {
            return encrypted
                    .decryptKeyPair(new BcPEMDecryptorProvider(password))
                    .getPrivateKeyInfo();
        }
        return key instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) key;
    }

    private static PEMParser parser(byte[] pem) {
        return new PEMParser(new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.ISO_8859_1));
    }
}
