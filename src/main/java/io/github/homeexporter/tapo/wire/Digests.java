package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The hashes and ciphers all transports are made of. */
public final class Digests {
    private Digests() {}

    static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    static byte[] sha1(byte[]... parts) {
        return digest("SHA-1", parts);
    }

    static byte[] md5(byte[]... parts) {
        return digest("MD5", parts);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What discovery answers call the owner: upper hex MD5 of the account's e-mail address. */
    public static String owner(String username) {
        return hex(md5(utf8(username))).toUpperCase(Locale.ROOT);
    }

    static byte[] concat(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    static byte[] int32(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    static byte[] hmacSha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // the JDK refuses an empty key; HMAC pads any short one with zeros, so a zero is the same key
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** RFC 5869. */
    static byte[] hkdfSha256(byte[] secret, byte[] salt, byte[] info, int length) {
        byte[] prk = hmacSha256(salt, secret);
        byte[] out = new byte[0];
        byte[] block = new byte[0];
        for (byte n = 1; out.length < length; n++) {
            block = hmacSha256(prk, block, info, new byte[] {n});
            out = concat(out, block);
        }
        return Arrays.copyOf(out, length);
    }

    /** RFC 8018 with HMAC-SHA-256; the JDK's own takes characters, not bytes. */
    static byte[] pbkdf2Sha256(byte[] secret, byte[] salt, int iterations, int length) {
        byte[] out = new byte[0];
        for (int n = 1; out.length < length; n++) {
            byte[] u = hmacSha256(secret, salt, int32(n));
            byte[] block = u.clone();
            for (int i = 1; i < iterations; i++) {
                u = hmacSha256(secret, u);
                for (int b = 0; b < block.length; b++) {
                    block[b] ^= u[b];
                }
            }
            out = concat(out, block);
        }
        return Arrays.copyOf(out, length);
    }

    /** @throws GeneralSecurityException when decrypting what was not encrypted with this key */
    static byte[] aesCbc(int mode, byte[] key, byte[] iv, byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(text);
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
