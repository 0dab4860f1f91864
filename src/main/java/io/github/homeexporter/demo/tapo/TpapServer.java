package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.Spake2Plus;
import io.github.homeexporter.tapo.wire.TpapCipher;
import io.github.homeexporter.tapo.wire.TpapPasscode;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** TPAP as plugs with firmware 1.4 speak it: password_shadow 2, and HTTP 403 to a KLAP handshake. */
final class TpapServer implements PlugServer {
    private static final int ITERATIONS = 300;
    private static final String EXTRA = "{\"type\":\"password_shadow\",\"params\":{\"passwd_id\":2}}";

    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    private Spake2Plus spake;
    private BigInteger y = BigInteger.ONE;
    private TpapCipher cipher;
    private String stok = "";
    private int requests;

    TpapServer(SimulatedPlug plug) {
        this.plug = plug;
    }

    @Override
    public synchronized WireResponse answer(String target, String cookie, byte[] body) throws GeneralSecurityException {
        if (target.startsWith("/app/")) {
            return new WireResponse(403, "", new byte[0]);
        }
        try {
            if (target.equals("/")) {
                return json(login(Json.parse(text(body)).object("params")));
            }
        } catch (IOException | TransportFault e) {
            return json("{\"error_code\":-1008}");
        }
        if (!target.equals("/stok=" + stok + "/ds") || cipher == null || plug.isSessionOver(requests++)) {
            cipher = null;
            return json("{\"error_code\":-40401}");
        }
        byte[] answer = cipher.seal(TpapCipher.sequence(body), bytes(plug.answer(text(cipher.open(body)))));
        if (plug.is(PlugQuirk.BAD_PADDING)) {
            answer[answer.length - 1] ^= 1;
        }
        return new WireResponse(answer);
    }

    private String login(Json params) throws IOException, TransportFault {
        return switch (params.text("sub_method")) {
            case "discover" ->
                "{\"error_code\":0,\"result\":{\"mac\":\"" + plug.mac()
                        + "\",\"tpap\":{\"tls\":0,\"dac\":1,\"noc\":0,\"pake\":[2],\"port\":" + plug.port() + "}}}";
            case "pake_register" -> register(params);
            case "pake_share" -> share(params);
            default -> "{\"error_code\":-1008}";
        };
    }

    private String register(Json params) throws IOException, TransportFault {
        byte[] deviceRandom = random(32);
        byte[] salt = random(16);
        y = Spake2Plus.scalar(random(40));
        String passcode = TpapPasscode.of(plug.account(), plug.mac(), Json.parse(EXTRA));
        spake = new Spake2Plus(
                passcode, salt, ITERATIONS, Base64.getDecoder().decode(params.text("user_random")), deviceRandom);
        return "{\"error_code\":0,\"result\":{\"dev_random\":\"" + base64(deviceRandom) + "\",\"dev_salt\":\""
                + base64(salt) + "\",\"dev_share\":\"" + base64(spake.deviceShare(y))
                + "\",\"cipher_suites\":1,\"iterations\":" + ITERATIONS
                + ",\"encryption\":\"aes_128_ccm\",\"extra_crypt\":" + EXTRA + "}}";
    }

    private String share(Json params) {
        plug.login();
        Spake2Plus.Result keys = spake.device(y, Base64.getDecoder().decode(params.text("user_share")));
        byte[] proof = Base64.getDecoder().decode(params.text("user_confirm"));
        if (!MessageDigest.isEqual(keys.userConfirm(), proof)) {
            return "{\"error_code\":-1501}";
        }
        cipher = new TpapCipher(keys.sharedKey());
        stok = Integer.toHexString(random.nextInt());
        requests = 0;
        return "{\"error_code\":0,\"result\":{\"dev_confirm\":\"" + base64(keys.deviceConfirm()) + "\",\"stok\":\""
                + stok + "\",\"start_seq\":" + random.nextInt(1 << 20) + "}}";
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static WireResponse json(String text) {
        return new WireResponse(bytes(text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
