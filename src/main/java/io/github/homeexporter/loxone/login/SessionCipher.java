package io.github.homeexporter.loxone.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts commands for one connection: AES-256-CBC under a key that is sent once under the Miniserver's RSA key. The protocol
 * keeps one IV for the whole session and makes up for it by a salt in front of every command, changed every 20 commands and
 * every hour.
 */
public final class SessionCipher {
    private static final int SALT_USES = 20;
    private static final long SALT_LIFE = TimeUnit.HOURS.toNanos(1);
    private static final int BLOCK = 16;

    private final SecureRandom random;
    private final byte[] key;
    private final byte[] iv;
    private String salt;
    private int uses;
    private long since;

    public SessionCipher(SecureRandom random) {
        this(random, randomBytes(random, 32), randomBytes(random, 16));
    }

    public SessionCipher(SecureRandom random, byte[] key, byte[] iv) {
        this.random = random;
        this.key = key.clone();
        this.iv = iv.clone();
    }

    /**
     * The Miniserver's RSA key from the answer to {@code jdev/sys/getPublicKey}. Its label says CERTIFICATE, its content is a bare SubjectPublicKeyInfo.
     *
     * @throws GeneralSecurityException naming what is wrong with the body
     */
    public static PublicKey publicKey(String body) throws GeneralSecurityException {
        Answer answer = Answer.parse(body)
                .filter(Answer::ok)
                .orElseThrow(() -> new GeneralSecurityException("jdev/sys/getPublicKey did not answer with a key"));
        String base64 = answer.value().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new GeneralSecurityException("jdev/sys/getPublicKey: not an RSA public key", e);
        }
    }

    /**
     * Key and IV for {@code keyexchange}: Base64 of RSA PKCS#1 v1.5.
     *
     * @throws GeneralSecurityException when the key is too short for 97 bytes or no RSA key
     */
    public String sessionKey(PublicKey miniserver) throws GeneralSecurityException {
        String plain = HexFormat.of().formatHex(key) + ":" + HexFormat.of().formatHex(iv);
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, miniserver, random);
        return Base64.getEncoder().encodeToString(rsa.doFinal(plain.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The command as it goes over the wire: {@code jdev/sys/enc/…}. {@code now} is monotonic nanoseconds. */
    String command(String plain, long now) {
        return "jdev/sys/enc/" + inPath(encrypt(salted(plain, now)));
    }

    /** Text as one component of a command path. */
    public static String inPath(String text) {
        // the encoder is made for forms, where a space is a plus
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String salted(String plain, long now) {
        if (salt == null) {
            renew(now);
            return "salt/" + salt + "/" + plain;
        }
        if (uses >= SALT_USES || now - since >= SALT_LIFE) {
            String old = salt;
            renew(now);
            return "nextSalt/" + old + "/" + salt + "/" + plain;
        }
        uses++;
        return "salt/" + salt + "/" + plain;
    }

    private void renew(long now) {
        salt = HexFormat.of().formatHex(randomBytes(random, 16));
        uses = 1;
        since = now;
    }

    /** Base64 of the text, padded with zeros as the vendor's client does. */
    public String encrypt(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK);
        try {
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return Base64.getEncoder().encodeToString(aes.doFinal(padded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-CBC", e);
        }
    }

    private static byte[] randomBytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
