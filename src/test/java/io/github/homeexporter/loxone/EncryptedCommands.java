package io.github.homeexporter.loxone;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a connection, and what is said with them. */
final class EncryptedCommands {
    static final KeyPair RSA = FakeMiniserver.rsa();

    private byte[] key;
    private byte[] iv;
    String salt;
    int saltChanges;

    void exchange(String sent) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, RSA.getPrivate());
        String[] keys =
                new String(cipher.doFinal(Base64.getDecoder().decode(sent)), StandardCharsets.US_ASCII).split(":");
        key = HexFormat.of().parseHex(keys[0]);
        iv = HexFormat.of().parseHex(keys[1]);
    }

    String decrypted(String text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            String path = URLDecoder.decode(text.substring("jdev/sys/enc/".length()), StandardCharsets.UTF_8);
            String plain = new String(cipher.doFinal(Base64.getDecoder().decode(path)), StandardCharsets.UTF_8);
            return unsalted(plain.replaceAll("\0+$", ""));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String unsalted(String plain) {
        String[] parts = plain.split("/", 4);
        if (parts[0].equals("nextSalt")) {
            saltChanges++;
            expectSalt(parts[1]);
            salt = parts[2];
            return parts[3];
        }
        if (!parts[0].equals("salt")) {
            throw new AssertionError("no salt in front of an encrypted command");
        }
        expectSalt(parts[1]);
        return plain.split("/", 3)[2];
    }

    private void expectSalt(String sent) {
        if (salt != null && !salt.equals(sent)) {
            throw new AssertionError("salt changed without nextSalt");
        }
        salt = sent;
    }
}
