package io.github.homeexporter.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A private key out of a PEM file: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) or SEC 1 (RFC 5915). */
final class PemKey {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]+)-----END \\1-----");

    private PemKey() {}

    /** @throws IllegalArgumentException saying what is wrong; no part of the key is in it */
    static PrivateKey parse(byte[] pem, String password) throws GeneralSecurityException, IOException {
        Matcher m = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!m.find()) {
            throw new IllegalArgumentException("there is no private key in it; allowed: PEM, PRIVATE KEY,"
                    + " ENCRYPTED PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY");
        }
        if (m.group(2).contains("DEK-Info")) {
            throw new IllegalArgumentException(
                    "the key is encrypted in a way of old; openssl pkcs8 -topk8 rewrites it");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(m.group(2));
            return pkcs8(
                    switch (m.group(1)) {
                        case "RSA PRIVATE KEY" ->
                            new PrivateKeyInfo(
                                            new AlgorithmIdentifier(
                                                    PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                            RSAPrivateKey.getInstance(der))
                                    .getEncoded();
                        case "EC PRIVATE KEY" -> ec(ECPrivateKey.getInstance(der));
                        case "ENCRYPTED PRIVATE KEY" -> decrypted(der, password);
                        default -> der;
                    });
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException("the private key cannot be read", e);
        }
    }

    private static byte[] ec(ECPrivateKey key) throws IOException {
        return new PrivateKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key)
                .getEncoded();
    }

    private static byte[] decrypted(byte[] der, String password) throws IOException {
        try {
            return open(der, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("the private key cannot be decrypted; is http.tls-password right?", e);
        }
    }

    private static byte[] open(byte[] der, String password) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        // for PBES2 the name of the algorithm stands in its parameters only
        String algorithm = info.getAlgParameters().toString();
        SecretKeyFactory factory = SecretKeyFactory.getInstance(algorithm);
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                factory.generateSecret(new PBEKeySpec(password.toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher).getEncoded();
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        String oid = PrivateKeyInfo.getInstance(der)
                .getPrivateKeyAlgorithm()
                .getAlgorithm()
                .getId();
        // OIDs of RFC 8017, RFC 5480, RFC 8410
        String algorithm =
                switch (oid) {
                    case "1.2.840.113549.1.1.1" -> "RSA";
                    case "1.2.840.10045.2.1" -> "EC";
                    case "1.3.101.112" -> "Ed25519";
                    case "1.3.101.113" -> "Ed448";
                    default -> throw new IllegalArgumentException("kind of key " + oid);
                };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
