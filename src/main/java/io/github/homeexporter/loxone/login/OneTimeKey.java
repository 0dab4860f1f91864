package io.github.homeexporter.loxone.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What {@code getkey} and {@code getkey2} answer, and the hashes made with it. Valid for about 5 seconds.
 *
 * @param hex un-hexed once it is the HMAC key; that the result often looks like hex again means nothing
 * @param salt the user's, used as the text it is; empty with {@code getkey}
 */
public record OneTimeKey(String hex, String salt, HashAlgorithm algorithm) {

    /**
     * From an answer whose value is the key itself or an object with {@code key}, {@code salt}, {@code hashAlg}.
     *
     * @param algorithm for a key that comes without one
     * @throws IllegalArgumentException when there is no key in it
     */
    public static OneTimeKey of(Answer answer, HashAlgorithm algorithm) {
        String hex = answer.fields().isEmpty() ? answer.value() : answer.field("key");
        if (!hex.matches("(?:[0-9a-fA-F]{2})+")) {
            throw new IllegalArgumentException("the answer holds no one-time key");
        }
        HashAlgorithm asked = answer.fields().isEmpty() ? algorithm : HashAlgorithm.named(answer.field("hashAlg"));
        return new OneTimeKey(hex, answer.field("salt"), asked);
    }

    /** Proof of knowing the password: HMAC over {@code user:HASH(password:salt)}, the inner hash in upper case. */
    public String passwordHash(String user, String password) {
        return hmac(user + ":" + innerHash(password));
    }

    public String innerHash(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.digest);
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(digest.digest((password + ":" + salt).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm.digest, e);
        }
    }

    /** Proof of holding a token. */
    public String tokenHash(String token) {
        return hmac(token);
    }

    /** The login of firmware before tokens: HMAC-SHA1 over {@code user:password}. */
    public String legacyHash(String user, String password) {
        return hmac(user + ":" + password);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(algorithm.mac);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), algorithm.mac));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm.mac, e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeKey[" + algorithm + "]";
    }

    /** The hash a Miniserver asks for with a one-time key. */
    public enum HashAlgorithm {
        SHA1("SHA-1", "HmacSHA1"),
        SHA256("SHA-256", "HmacSHA256");

        final String digest;
        final String mac;

        HashAlgorithm(String digest, String mac) {
            this.digest = digest;
            this.mac = mac;
        }

        /** Firmware before 10.4 names none and means SHA1. */
        public static HashAlgorithm named(String name) {
            return "SHA256".equalsIgnoreCase(name) ? SHA256 : SHA1;
        }
    }
}
