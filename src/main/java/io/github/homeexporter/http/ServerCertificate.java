package io.github.homeexporter.http;

import io.github.homeexporter.net.tls.CertificateNames;
import io.github.homeexporter.net.tls.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificate the port shows and its private key.
 *
 * @param notAfter when it expires
 * @param fingerprint SHA-256, by which a program of the same settings knows it
 */
public record ServerCertificate(KeyManagerFactory keys, Instant notAfter, String fingerprint) {
    private static ServerCertificate of(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        X509Certificate leaf = chain.get(0);
        if (!isPair(leaf.getPublicKey(), key)) {
            throw new IllegalArgumentException("the private key is not that of the first certificate");
        }
        return new ServerCertificate(
                Pem.identity(chain, key), leaf.getNotAfter().toInstant(), CertificateNames.fingerprint(leaf));
    }

    /**
     * @param certificates PEM: the server's own first, then those that signed it
     * @param key PEM: PKCS#8, encrypted or not, or the older forms for RSA and EC
     * @throws IllegalArgumentException saying what is wrong; no part of the key is in it
     */
    public static ServerCertificate ofPem(byte[] certificates, byte[] key, String password) {
        try {
            return of(Pem.certificates(certificates), Pem.key(key, password, "is http.tls-password right?"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot be read as PEM: " + e.getMessage(), e);
        }
    }

    /**
     * @param file a PKCS#12 file with one private key
     * @throws IllegalArgumentException saying what is wrong
     */
    public static ServerCertificate ofPkcs12(byte[] file, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password.toCharArray());
                if (key instanceof PrivateKey own) {
                    return of(
                            Arrays.stream(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toList(),
                            own);
                }
            }
            throw new IllegalArgumentException("there is no private key in it");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "cannot be read as PKCS#12; is http.tls-password right? " + e.getMessage(), e);
        }
    }

    private static boolean isPair(PublicKey open, PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (open.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> open.getAlgorithm();
                };
        byte[] text = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(open);
            checking.update(text);
            return checking.verify(signing.sign());
        } catch (InvalidKeyException e) {
            return false; // one is RSA and the other is not
        }
    }
}
