package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.concat;
import static io.github.homeexporter.tapo.wire.Digests.int32;
import static io.github.homeexporter.tapo.wire.Digests.sha256;
import static io.github.homeexporter.tapo.wire.Digests.slice;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The keys of one KLAP session; the same on both ends. */
public final class KlapCipher {
    private static final int SIGNATURE = 32;

    private final byte[] key;
    private final byte[] ivPrefix;
    private final byte[] signingKey;
    private final int initialSequence;

    public KlapCipher(byte[] local, byte[] remote, byte[] auth) {
        byte[] seeds = concat(local, remote, auth);
        byte[] full = sha256(utf8("iv"), seeds);
        key = slice(sha256(utf8("lsk"), seeds), 0, 16);
        ivPrefix = slice(full, 0, 12);
        initialSequence = int32(full, 28);
        signingKey = slice(sha256(utf8("ldk"), seeds), 0, 28);
    }

    byte[] key() {
        return key.clone();
    }

    byte[] iv(int sequence) {
        return concat(ivPrefix, int32(sequence));
    }

    byte[] signingKey() {
        return signingKey.clone();
    }

    /** The first request has this number plus one. */
    public int initialSequence() {
        return initialSequence;
    }

    public byte[] encrypt(int sequence, byte[] plain) throws GeneralSecurityException {
        byte[] cipher = Digests.aesCbc(Cipher.ENCRYPT_MODE, key, iv(sequence), plain);
        return concat(sha256(signingKey, int32(sequence), cipher), cipher);
    }

    /** The signature is left unread, as the app and every other client do: padding and JSON tell a wrong key. */
    public byte[] decrypt(int sequence, byte[] body) throws GeneralSecurityException {
        if (body.length <= SIGNATURE) {
            throw new GeneralSecurityException("shorter than its signature");
        }
        return Digests.aesCbc(Cipher.DECRYPT_MODE, key, iv(sequence), slice(body, SIGNATURE, body.length));
    }

    /** Whether the body was signed with this session's key. */
    public boolean isSigned(int sequence, byte[] body) {
        if (body.length <= SIGNATURE) {
            return false;
        }
        byte[] expected = sha256(signingKey, int32(sequence), slice(body, SIGNATURE, body.length));
        return java.security.MessageDigest.isEqual(expected, slice(body, 0, SIGNATURE));
    }
}
