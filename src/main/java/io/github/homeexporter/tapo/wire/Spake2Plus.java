package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.concat;
import static io.github.homeexporter.tapo.wire.Digests.hex;
import static io.github.homeexporter.tapo.wire.Digests.hkdfSha256;
import static io.github.homeexporter.tapo.wire.Digests.hmacSha256;
import static io.github.homeexporter.tapo.wire.Digests.int32;
import static io.github.homeexporter.tapo.wire.Digests.md5;
import static io.github.homeexporter.tapo.wire.Digests.sha1;
import static io.github.homeexporter.tapo.wire.Digests.sha256;
import static io.github.homeexporter.tapo.wire.Digests.slice;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

import io.github.homeexporter.formats.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.Pack;

/** SPAKE2+ on P-256 as TPAP does it: RFC 9383's points, but a transcript and an encoding of its own; with what begins and follows it. */
final class Spake2Plus {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");
    private static final ECPoint M = point("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f");
    private static final ECPoint N = point("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49");
    private static final int HALF = 40;

    final BigInteger w0;
    final BigInteger w1;
    private final byte[] context;

    /**
     * @param salt and iterations as the plug gives them
     * @param iterations of PBKDF2, at least 1
     */
    public Spake2Plus(String passcode, byte[] salt, int iterations, byte[] userRandom, byte[] deviceRandom) {
        byte[] d = Digests.pbkdf2Sha256(utf8(passcode), salt, iterations, 2 * HALF);
        w0 = new BigInteger(1, slice(d, 0, HALF)).mod(P256.getN());
        w1 = new BigInteger(1, slice(d, HALF, 2 * HALF)).mod(P256.getN());
        context = sha256(utf8("PAKE V1"), userRandom, deviceRandom);
    }

    /**
     * What both ends know when the passwords are the same.
     *
     * @param userConfirm proves the user's end to the plug, {@code deviceConfirm} the plug's to the user
     */
    public record Result(
            byte[] z, byte[] v, byte[] transcript, byte[] userConfirm, byte[] deviceConfirm, byte[] sharedKey) {}

    /** A number from 1 to n - 1 of at least 40 random bytes. */
    public static BigInteger scalar(byte[] random) {
        BigInteger most = P256.getN().subtract(BigInteger.ONE);
        return new BigInteger(1, random).mod(most).add(BigInteger.ONE);
    }

    /** The user's share: uncompressed, 65 bytes. */
    public byte[] userShare(BigInteger x) {
        return encoded(P256.getG().multiply(x).add(M.multiply(w0)));
    }

    /** The plug's share. */
    public byte[] deviceShare(BigInteger y) {
        return encoded(P256.getG().multiply(y).add(N.multiply(w0)));
    }

    /** @throws IllegalArgumentException when the plug's share is not a point of the curve */
    public Result user(BigInteger x, byte[] share) {
        ECPoint bare = curvePoint(share).subtract(N.multiply(w0)).normalize();
        return result(userShare(x), encoded(curvePoint(share)), bare.multiply(x), bare.multiply(w1));
    }

    /** The plug's end of it. */
    public Result device(BigInteger y, byte[] share) {
        ECPoint bare = curvePoint(share).subtract(M.multiply(w0)).normalize();
        ECPoint proof = P256.getG().multiply(w1);
        return result(encoded(curvePoint(share)), deviceShare(y), bare.multiply(y), proof.multiply(y));
    }

    private Result result(byte[] l, byte[] r, ECPoint z, ECPoint v) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[][] parts = {context, {}, {}, encoded(M), encoded(N), l, r, encoded(z), encoded(v), encodedW0()};
        for (byte[] part : parts) {
            out.writeBytes(Pack.longToLittleEndian(part.length));
            out.writeBytes(part);
        }
        byte[] transcript = sha256(out.toByteArray());
        byte[] keys = hkdfSha256(transcript, new byte[32], utf8("ConfirmationKeys"), 64);
        return new Result(
                encoded(z),
                encoded(v),
                transcript,
                hmacSha256(slice(keys, 0, 32), r),
                hmacSha256(slice(keys, 32, 64), l),
                hkdfSha256(transcript, new byte[32], utf8("SharedKey"), 32));
    }

    /** The shortest form; a zero in front only when the length is odd and the top bit is set. */
    byte[] encodedW0() {
        byte[] signed = w0.toByteArray();
        byte[] bare = signed.length > 1 && signed[0] == 0 ? slice(signed, 1, signed.length) : signed;
        return bare.length % 2 == 1 && bare[0] < 0 ? concat(new byte[1], bare) : bare;
    }

    private static ECPoint curvePoint(byte[] share) {
        // decoding checks that the point is on the curve; the group has no small parts
        ECPoint point = P256.getCurve().decodePoint(share);
        if (point.isInfinity()) {
            throw new IllegalArgumentException("the share is the point at infinity");
        }
        return point;
    }

    private static byte[] encoded(ECPoint point) {
        return point.getEncoded(false);
    }

    private static ECPoint point(String hex) {
        return P256.getCurve().decodePoint(HexFormat.of().parseHex(hex));
    }

    /** The secret text both ends of a TPAP login start from. */
    static final class TpapPasscode {
        private static final String DEFAULT_PREFIX = "GqY5o136oa4i6VprTlMW2DpVXxmfW8";

        private TpapPasscode() {}

        /** Of a plug that asks for no account: made of its MAC address alone. */
        public static String ofMac(String mac) {
            byte[] m = HexFormat.of().parseHex(mac.replaceAll("[^0-9A-Fa-f]", ""));
            byte[] secret = Digests.concat(utf8(DEFAULT_PREFIX), Digests.slice(m, 3, 6), Digests.slice(m, 0, 3));
            byte[] code = Digests.hkdfSha256(
                    secret, utf8("tp-kdf-salt-default-passcode"), utf8("tp-kdf-info-default-passcode"), 32);
            return hex(code).toUpperCase(Locale.ROOT);
        }

        /**
         * Of an account.
         *
         * @param extra {@code extra_crypt} as the plug asks for it
         */
        public static String of(Credentials account, String mac, Json extra) throws TransportFault {
            if (extra.isEmpty()) {
                return account.username() + "/" + account.password();
            }
            String type = extra.text("type");
            int id = extra.object("params").integer("passwd_id", -1);
            if (type.equals("password_shadow") && id == 2) {
                return hex(sha1(utf8(account.password())));
            }
            if (type.equals("password_shadow") && id == 3) {
                return hex(sha1(utf8(hex(md5(utf8(account.username()))) + "_" + colons(mac))));
            }
            throw new TransportFault(
                    TransportFault.Kind.CLOSED,
                    "unsupported",
                    "the plug asks for the password as " + type + (id < 0 ? "" : " " + id)
                            + ", which no plug was known to do; please report model and firmware");
        }

        private static String colons(String mac) {
            String digits = mac.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
            return digits.replaceAll("(..)(?=.)", "$1:");
        }
    }

    /** AES-128-CCM with the keys of one TPAP session; a frame is its number and the sealed text. */
    static final class TpapCipher {
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
}
