package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.concat;
import static io.github.homeexporter.tapo.wire.Digests.hkdfSha256;
import static io.github.homeexporter.tapo.wire.Digests.int32;
import static io.github.homeexporter.tapo.wire.Digests.slice;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-128-CCM with the keys of one TPAP session; a frame is its number and the sealed text. */
public final class TpapCipher {
    private static final int TAG_BITS = 128;
    private static final int NUMBER = 4;

    final byte[] key;
    final byte[] nonce;

    public TpapCipher(byte[] sharedKey) {
        key = hkdfSha256(sharedKey, utf8("tp-kdf-salt-aes128-key"), utf8("tp-kdf-info-aes128-key"), 16);
        nonce = hkdfSha256(sharedKey, utf8("tp-kdf-salt-aes128-iv"), utf8("tp-kdf-info-aes128-iv"), 12);
    }

    public byte[] seal(int sequence, byte[] plain) {
        try {
            return concat(int32(sequence), run(true, sequence, plain));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing cannot fail", e);
        }
    }

    /** @throws GeneralSecurityException when the frame was not sealed with this key */
    public byte[] open(byte[] frame) throws GeneralSecurityException {
        if (frame.length < NUMBER + TAG_BITS / 8) {
            throw new GeneralSecurityException("shorter than its seal");
        }
        try {
            return run(false, int32(frame, 0), slice(frame, NUMBER, frame.length));
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new GeneralSecurityException("the seal is broken", e);
        }
    }

    private byte[] run(boolean seal, int sequence, byte[] text) throws InvalidCipherTextException {
        CCMModeCipher ccm = CCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] iv = concat(slice(nonce, 0, 8), int32(sequence));
        ccm.init(seal, new AEADParameters(new KeyParameter(key), TAG_BITS, iv));
        byte[] out = new byte[ccm.getOutputSize(text.length)];
        int length = ccm.processBytes(text, 0, text.length, out, 0);
        ccm.doFinal(out, length);
        return out;
    }
}
