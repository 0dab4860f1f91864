package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import javax.crypto.Cipher;

/** The key a plug gives out in the RSA handshake; key and initialisation vector stay the same for the session. */
public final class PassthroughCipher {
    private final byte[] key;
    private final byte[] iv;

    private PassthroughCipher(byte[] both) {
        this.key = Digests.slice(both, 0, 16);
        this.iv = Digests.slice(both, 16, 32);
    }

    /** @param encrypted base64, as in {@code result.key} */
    static PassthroughCipher of(String encrypted, PrivateKey ours) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.DECRYPT_MODE, ours);
        byte[] both = rsa.doFinal(decoded(encrypted));
        if (both.length != 32) {
            throw new GeneralSecurityException("the key has " + both.length + " bytes, not 32");
        }
        return new PassthroughCipher(both);
    }

    /** A plug's end of it. */
    public static PassthroughCipher of(byte[] keyAndIv) {
        return new PassthroughCipher(keyAndIv);
    }

    byte[] key() {
        return key.clone();
    }

    byte[] iv() {
        return iv.clone();
    }

    public String encrypt(String plain) throws GeneralSecurityException {
        byte[] cipher = Digests.aesCbc(Cipher.ENCRYPT_MODE, key, iv, plain.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(cipher);
    }

    public String decrypt(String base64) throws GeneralSecurityException {
        return new String(Digests.aesCbc(Cipher.DECRYPT_MODE, key, iv, decoded(base64)), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }

    /** With the key on one line, as plugs want it, and line feeds written as {@code \n}. */
    static String handshake(PublicKey ours) {
        return "{\"method\":\"handshake\",\"params\":{\"key\":\"-----BEGIN PUBLIC KEY-----\\n"
                + Base64.getEncoder().encodeToString(ours.getEncoded())
                + "\\n-----END PUBLIC KEY-----\\n\"}}";
    }
}
