package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.tapo.wire.Credentials;
import io.github.homeexporter.tapo.wire.KlapCipher;
import io.github.homeexporter.tapo.wire.KlapHash;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** KLAP with room for one session, as plugs have: whoever logs in last has it. */
final class KlapServer implements PlugServer {
    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    private final KlapHash hash;
    private byte[] local = {};
    private byte[] remote = {};
    private byte[] auth = {};
    private String cookie = "";
    private KlapCipher cipher;
    private int requests;

    KlapServer(SimulatedPlug plug) {
        this.plug = plug;
        this.hash = plug.model() == PlugModel.HS100_KLAP ? KlapHash.V1 : KlapHash.V2;
    }

    @Override
    public synchronized WireResponse answer(String target, String sent, byte[] body) throws GeneralSecurityException {
        if (target.equals("/app/handshake1")) {
            return first(body);
        }
        if (!sent.equals("TP_SESSIONID=" + cookie)) {
            return forbidden();
        }
        if (target.equals("/app/handshake2")) {
            boolean proven = MessageDigest.isEqual(hash.client(local, remote, auth), body);
            cipher = proven ? new KlapCipher(local, remote, auth) : null;
            requests = 0;
            return proven ? new WireResponse(new byte[0]) : forbidden();
        }
        return target.startsWith("/app/request?seq=") ? request(target, body) : new WireResponse(404, "", new byte[0]);
    }

    private WireResponse first(byte[] body) {
        plug.login();
        if (plug.is(PlugQuirk.CLOSED)) {
            return forbidden();
        }
        Credentials account = plug.account();
        local = body;
        remote = new byte[16];
        random.nextBytes(remote);
        auth = hash.of(account);
        cipher = null;
        cookie = Integer.toHexString(random.nextInt());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(remote);
        out.writeBytes(hash.server(local, remote, auth));
        return new WireResponse(200, "TP_SESSIONID=" + cookie + ";TIMEOUT=1440", out.toByteArray());
    }

    private WireResponse request(String target, byte[] body) throws GeneralSecurityException {
        int sequence = Integer.parseInt(target.substring(target.indexOf('=') + 1));
        if (cipher == null || !cipher.isSigned(sequence, body) || plug.isSessionOver(requests++)) {
            cipher = null;
            return forbidden();
        }
        String question = new String(cipher.decrypt(sequence, body), StandardCharsets.UTF_8);
        byte[] answer = cipher.encrypt(sequence, plug.answer(question).getBytes(StandardCharsets.UTF_8));
        if (plug.is(PlugQuirk.WRONG_SIGNATURE)) {
            answer[0] ^= 1;
        }
        if (plug.is(PlugQuirk.BAD_PADDING)) {
            answer[answer.length - 1] ^= 1;
        }
        return new WireResponse(answer);
    }

    private static WireResponse forbidden() {
        return new WireResponse(403, "", new byte[0]);
    }
}
