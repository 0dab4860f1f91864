package io.github.homeexporter.demo.tapo;

import static io.github.homeexporter.demo.net.HttpHead.bytes;
import static io.github.homeexporter.demo.tapo.PlugCipher.base64;
import static io.github.homeexporter.demo.tapo.PlugCipher.sha1;
import static io.github.homeexporter.demo.tapo.PlugCipher.sha256;
import static org.bouncycastle.util.Arrays.concatenate;
import static org.bouncycastle.util.Arrays.copyOfRange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.demo.tapo.PlugSocket.Answer;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.Pack;
import org.bouncycastle.util.encoders.Hex;

/**
 * TPAP as plugs with firmware 1.4 speak it: SPAKE2+ on P-256 with the points of RFC 9383 and a transcript of its own, the
 * password as its shadow 2, then AES-128-CCM; HTTP 403 to a KLAP handshake.
 */
final class TpapServer implements PlugSocket.Http {
    private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");
    private static final ECPoint M = point("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f");
    private static final ECPoint N = point("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49");
    private static final int ITERATIONS = 300;
    private static final int HALF = 40;
    private static final int TAG_BITS = 128;
    private static final int NUMBER = 4;

    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    private BigInteger w0 = BigInteger.ONE;
    private BigInteger w1 = BigInteger.ONE;
    private BigInteger y = BigInteger.ONE;
    private byte[] context = {};
    private byte[] share = {};
    /** Null before a login. */
    private byte[] key;

    private byte[] nonce = {};
    private String stok = "";
    private int requests;

    TpapServer(SimulatedPlug plug) {
        this.plug = plug;
    }

    @Override
    public synchronized Answer answer(String target, String cookie, byte[] body) throws GeneralSecurityException {
        if (target.startsWith("/app/")) {
            return Answer.status(403);
        }
        if (target.equals("/")) {
            try {
                return Answer.of(bytes(
                        login(SimulatedPlug.JSON.readTree(PlugCipher.text(body)).path("params"))));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                return Answer.of(bytes("{\"error_code\":-1008}"));
            }
        }
        if (key == null || !target.equals("/stok=" + stok + "/ds") || plug.isSessionOver(requests++)) {
            key = null;
            return Answer.of(bytes("{\"error_code\":-40401}"));
        }
        byte[] number = copyOfRange(body, 0, NUMBER);
        byte[] question = ccm(false, number, copyOfRange(body, NUMBER, body.length));
        byte[] answer = concatenate(number, ccm(true, number, bytes(plug.answer(PlugCipher.text(question)))));
        if (plug.is(PlugQuirk.BAD_PADDING)) {
            answer[answer.length - 1] ^= 1;
        }
        return Answer.of(answer);
    }

    private String login(JsonNode params) {
        return switch (params.path("sub_method").asText()) {
            case "discover" ->
                "{\"error_code\":0,\"result\":{\"mac\":\"" + plug.mac()
                        + "\",\"tpap\":{\"tls\":0,\"dac\":1,\"noc\":0,\"pake\":[2],\"port\":" + plug.port() + "}}}";
            case "pake_register" -> register(params);
            case "pake_share" -> prove(params);
            default -> "{\"error_code\":-1008}";
        };
    }

    private String register(JsonNode params) {
        byte[] deviceRandom = random(32);
        byte[] salt = random(16);
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(new SHA256Digest());
        pbkdf2.init(
                PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(
                        PlugCipher.hex(sha1(bytes(plug.account.password()))).toCharArray()),
                salt,
                ITERATIONS);
        byte[] d = ((KeyParameter) pbkdf2.generateDerivedMacParameters(2 * HALF * 8)).getKey();
        w0 = new BigInteger(1, copyOfRange(d, 0, HALF)).mod(P256.getN());
        w1 = new BigInteger(1, copyOfRange(d, HALF, 2 * HALF)).mod(P256.getN());
        y = BigIntegers.createRandomInRange(BigInteger.ONE, P256.getN().subtract(BigInteger.ONE), random);
        share = encoded(P256.getG().multiply(y).add(N.multiply(w0)));
        context = sha256(
                bytes("PAKE V1"),
                Base64.getDecoder().decode(params.path("user_random").asText()),
                deviceRandom);
        return "{\"error_code\":0,\"result\":{\"dev_random\":\"" + base64(deviceRandom) + "\",\"dev_salt\":\""
                + base64(salt) + "\",\"dev_share\":\"" + base64(share) + "\",\"cipher_suites\":1,\"iterations\":"
                + ITERATIONS + ",\"encryption\":\"aes_128_ccm\",\"extra_crypt\":{\"type\":\"password_shadow\","
                + "\"params\":{\"passwd_id\":2}}}}";
    }

    private String prove(JsonNode params) {
        plug.login();
        ECPoint theirs = P256.getCurve()
                .decodePoint(
                        Base64.getDecoder().decode(params.path("user_share").asText()));
        ECPoint bare = theirs.subtract(M.multiply(w0)).normalize();
        ECPoint z = bare.multiply(y);
        ECPoint v = P256.getG().multiply(w1).multiply(y);
        byte[] transcript = sha256(
                lengthAnd(context),
                lengthAnd(),
                lengthAnd(),
                lengthAnd(encoded(M)),
                lengthAnd(encoded(N)),
                lengthAnd(encoded(theirs)),
                lengthAnd(share),
                lengthAnd(encoded(z)),
                lengthAnd(encoded(v)),
                lengthAnd(encodedW0()));
        byte[] confirming = hkdf(transcript, new byte[32], "ConfirmationKeys", 64);
        byte[] proof = Base64.getDecoder().decode(params.path("user_confirm").asText());
        if (!MessageDigest.isEqual(hmac(copyOfRange(confirming, 0, 32), share), proof)) {
            return "{\"error_code\":-1501}";
        }
        byte[] shared = hkdf(transcript, new byte[32], "SharedKey", 32);
        key = hkdf(shared, bytes("tp-kdf-salt-aes128-key"), "tp-kdf-info-aes128-key", 16);
        nonce = hkdf(shared, bytes("tp-kdf-salt-aes128-iv"), "tp-kdf-info-aes128-iv", 12);
        stok = Integer.toHexString(random.nextInt());
        requests = 0;
        return "{\"error_code\":0,\"result\":{\"dev_confirm\":\""
                + base64(hmac(copyOfRange(confirming, 32, 64), encoded(theirs))) + "\",\"stok\":\"" + stok
                + "\",\"start_seq\":" + random.nextInt(1 << 20) + "}}";
    }

    /** The shortest form; a zero in front only when the length is odd and the top bit is set. */
    private byte[] encodedW0() {
        byte[] bare = BigIntegers.asUnsignedByteArray(w0);
        return bare.length % 2 == 1 && bare[0] < 0 ? concatenate(new byte[1], bare) : bare;
    }

    private static byte[] lengthAnd(byte... part) {
        return concatenate(Pack.longToLittleEndian(part.length), part);
    }

    private static byte[] hkdf(byte[] secret, byte[] salt, String info, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(secret, salt, bytes(info)));
        byte[] out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        return out;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key));
        mac.update(text, 0, text.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    private byte[] ccm(boolean seal, byte[] number, byte[] text) throws GeneralSecurityException {
        try {
            CCMModeCipher ccm = CCMBlockCipher.newInstance(AESEngine.newInstance());
            byte[] iv = concatenate(copyOfRange(nonce, 0, 8), number);
            ccm.init(seal, new AEADParameters(new KeyParameter(key), TAG_BITS, iv));
            byte[] out = new byte[ccm.getOutputSize(text.length)];
            ccm.doFinal(out, ccm.processBytes(text, 0, text.length, out, 0));
            return out;
        } catch (InvalidCipherTextException e) {
            throw new GeneralSecurityException("the seal is broken", e);
        }
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] encoded(ECPoint point) {
        return point.getEncoded(false);
    }

    private static ECPoint point(String hex) {
        return P256.getCurve().decodePoint(Hex.decode(hex));
    }
}
