package io.github.homeexporter.demo.tapo;

import static io.github.homeexporter.demo.net.HttpHead.bytes;
import static io.github.homeexporter.demo.tapo.PlugCipher.md5;
import static io.github.homeexporter.demo.tapo.PlugCipher.sha1;
import static io.github.homeexporter.demo.tapo.PlugCipher.sha256;
import static org.bouncycastle.util.Arrays.concatenate;
import static org.bouncycastle.util.Arrays.copyOfRange;

import io.github.homeexporter.demo.tapo.PlugSocket.Answer;
import io.github.homeexporter.demo.tapo.SimulatedPlug.Account;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import org.bouncycastle.util.Pack;

/** KLAP with room for one session, as plugs have: whoever logs in last has it. */
final class KlapServer implements PlugSocket.Http {
    private static final int SEED = 16;
    private static final int SIGNATURE = 32;

    /** What both ends make of the two seeds and the account. */
    private record Keys(byte[] key, byte[] ivPrefix, byte[] signing) {
        static Keys of(byte[] local, byte[] remote, byte[] auth) {
            byte[] seeds = concatenate(local, remote, auth);
            return new Keys(
                    copyOfRange(sha256(bytes("lsk"), seeds), 0, 16),
                    copyOfRange(sha256(bytes("iv"), seeds), 0, 12),
                    copyOfRange(sha256(bytes("ldk"), seeds), 0, 28));
        }

        byte[] aes(int mode, int sequence, byte[] text) throws GeneralSecurityException {
            return PlugCipher.aes(mode, key, concatenate(ivPrefix, Pack.intToBigEndian(sequence)), text);
        }

        byte[] signature(int sequence, byte[] cipher) {
            return sha256(signing, Pack.intToBigEndian(sequence), cipher);
        }
    }

    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    private byte[] local = {};
    private byte[] remote = {};
    private byte[] auth = {};
    private String cookie = "";
    private Keys keys;
    private int requests;

    KlapServer(SimulatedPlug plug) {
        this.plug = plug;
    }

    @Override
    public synchronized Answer answer(String target, String sent, byte[] body) throws GeneralSecurityException {
        if (target.equals("/app/handshake1")) {
            return first(body);
        }
        if (cookie.isEmpty() || !sent.equals("TP_SESSIONID=" + cookie)) {
            return Answer.status(403);
        }
        if (target.equals("/app/handshake2")) {
            byte[] proof = isOfFirstFirmware() ? sha256(remote, auth) : sha256(remote, local, auth);
            boolean proven = MessageDigest.isEqual(proof, body);
            keys = proven ? Keys.of(local, remote, auth) : null;
            requests = 0;
            return Answer.status(proven ? 200 : 403);
        }
        return target.startsWith("/app/request?seq=") ? request(target, body) : Answer.status(404);
    }

    /** Kasa plugs with their first KLAP firmware hash otherwise than all since. */
    private boolean isOfFirstFirmware() {
        return plug.model == PlugModel.HS100_KLAP;
    }

    private Answer first(byte[] seed) {
        plug.login();
        if (plug.is(PlugQuirk.CLOSED) || seed.length != SEED) {
            return Answer.status(403);
        }
        Account account = plug.account;
        byte[] user = bytes(account.username());
        byte[] password = bytes(account.password());
        local = seed;
        remote = new byte[SEED];
        random.nextBytes(remote);
        auth = isOfFirstFirmware() ? md5(md5(user), md5(password)) : sha256(sha1(user), sha1(password));
        keys = null;
        cookie = Integer.toHexString(random.nextInt());
        byte[] proof = isOfFirstFirmware() ? sha256(local, auth) : sha256(local, remote, auth);
        return new Answer(200, "TP_SESSIONID=" + cookie + ";TIMEOUT=1440", concatenate(remote, proof));
    }

    private Answer request(String target, byte[] body) throws GeneralSecurityException {
        int sequence = Integer.parseInt(target.substring(target.indexOf('=') + 1));
        if (keys == null || !isSigned(sequence, body) || plug.isSessionOver(requests++)) {
            keys = null;
            return Answer.status(403);
        }
        byte[] question = keys.aes(Cipher.DECRYPT_MODE, sequence, copyOfRange(body, SIGNATURE, body.length));
        byte[] cipher = keys.aes(Cipher.ENCRYPT_MODE, sequence, bytes(plug.answer(PlugCipher.text(question))));
        byte[] answer = concatenate(keys.signature(sequence, cipher), cipher);
        if (plug.is(PlugQuirk.WRONG_SIGNATURE)) {
            answer[0] ^= 1;
        }
        if (plug.is(PlugQuirk.BAD_PADDING)) {
            answer[answer.length - 1] ^= 1;
        }
        return Answer.of(answer);
    }

    private boolean isSigned(int sequence, byte[] body) {
        return body.length > SIGNATURE
                && MessageDigest.isEqual(
                        keys.signature(sequence, copyOfRange(body, SIGNATURE, body.length)),
                        copyOfRange(body, 0, SIGNATURE));
    }
}
