package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.net.HttpHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One connection's side of the login: what was sent is really decrypted and really checked. */
final class MiniserverKeys {
    /** Of this size every handshake has room, and making it does not hold a start up. */
    private static final int RSA_BITS = 1024;

    private static final String ONE_TIME_KEY =
            "41434633443134324337383441373035453333424344364133373431333430413642333442334244";
    private static final String SALT = "31306137336533622D303163352D313732662D66666666616362383139643462636139";
    private static final KeyPair RSA = rsa();

    private final String algorithm;
    private SecretKeySpec key;
    private IvParameterSpec iv;

    /** @param algorithm SHA1 or SHA256 */
    MiniserverKeys(String algorithm) {
        this.algorithm = algorithm;
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** As Miniservers write it: the label says certificate. */
    static String publicKey() {
        String body = Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
        return "-----BEGIN CERTIFICATE-----" + body + "-----END CERTIFICATE-----";
    }

    static String oneTimeKey() {
        return ONE_TIME_KEY;
    }

    String keyAndSalt() {
        String named = algorithm.equals("SHA1") ? "" : ",\"hashAlg\":\"" + algorithm + "\"";
        return "{\"key\":\"" + ONE_TIME_KEY + "\",\"salt\":\"" + SALT + "\"" + named + "}";
    }

    /** @return whether the session key could be read */
    boolean exchange(String sent) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, RSA.getPrivate());
            String plain = new String(cipher.doFinal(Base64.getDecoder().decode(sent)), StandardCharsets.US_ASCII);
            String[] keys = plain.split(":");
            key = new SecretKeySpec(HexFormat.of().parseHex(keys[0]), "AES");
            iv = new IvParameterSpec(HexFormat.of().parseHex(keys[1]));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The command within {@code jdev/sys/enc/…}; empty when it cannot be read. */
    String decrypted(String sent) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, iv);
            String base64 = URLDecoder.decode(sent, StandardCharsets.UTF_8);
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(base64));
            String salted = new String(plain, StandardCharsets.UTF_8).replaceAll("\0+$", "");
            String[] parts = salted.split("/", salted.startsWith("nextSalt/") ? 4 : 3);
            return parts[parts.length - 1];
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "";
        }
    }

    String passwordHash(String user, String password) {
        return hmac(user + ":" + digest(password + ":" + SALT));
    }

    String tokenHash(String token) {
        return hmac(token);
    }

    static String legacyHash(String user, String password) {
        return new MiniserverKeys("SHA1").hmac(user + ":" + password);
    }

    private String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.equals("SHA1") ? "SHA-1" : "SHA-256");
            return HexFormat.of().formatHex(digest.digest(HttpHead.bytes(text))).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("Hmac" + algorithm);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(ONE_TIME_KEY), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(HttpHead.bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
