package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.Spake2Plus.TpapCipher;
import io.github.homeexporter.tapo.wire.Spake2Plus.TpapPasscode;
import io.github.homeexporter.tapo.wire.TransportFault.ErrorCodes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** TPAP: SPAKE2+ login, then sealed JSON. Firmware 1.4 and later speaks nothing else unless told to in the app. */
public final class TpapTransport implements PlugTransport {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> BYTES = Map.of("Content-Type", "application/octet-stream");

    private enum Step {
        NEW,
        FOUND,
        REGISTERED,
        OPEN
    }

    private final Function<String, Credentials> account;
    private final Entropy entropy;
    private Step step = Step.NEW;
    private TpapOffer offer;
    private byte[] userRandom = {};
    private TpapRegistration registration;
    private TpapCipher cipher;
    private String stok = "";
    private int sequence;

    /** @param account of the plug with a MAC address */
    public TpapTransport(Function<String, Credentials> account, Entropy entropy) {
        this.account = account;
        this.entropy = entropy;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.TPAP;
    }

    @Override
    public WireRequest opening(long nowMillis) throws TransportFault {
        return switch (step) {
            case NEW -> login("{\"sub_method\":\"discover\"}");
            case FOUND -> {
                userRandom = entropy.bytes(32);
                yield login(offer.register(userRandom));
            }
            case REGISTERED -> login(registration.share(offer.wantsNonce() ? entropy.bytes(32) : new byte[0]));
            case OPEN -> null;
        };
    }

    @Override
    public void opened(WireResponse answer, long nowMillis) throws TransportFault {
        Step at = step;
        step = Step.NEW;
        switch (at) {
            case NEW -> {
                offer = TpapOffer.of(answer);
                step = Step.FOUND;
            }
            case FOUND -> {
                BigInteger x = Spake2Plus.scalar(entropy.bytes(40));
                registration = TpapRegistration.of(
                        result(answer), account.apply(DiscoveryAnswer.mac(offer.mac())), offer, userRandom, x);
                step = Step.REGISTERED;
            }
            default -> shared(result(answer));
        }
    }

    private void shared(Json result) throws TransportFault {
        byte[] proof = base64(result.text("dev_confirm"));
        if (!MessageDigest.isEqual(registration.keys().deviceConfirm(), proof)) {
            throw ErrorCodes.credentials(-1501);
        }
        stok = result.has("stok") ? result.text("stok") : result.text("sessionId");
        if (stok.isEmpty() || !result.has("start_seq")) {
            throw TransportFault.broken("the TPAP login's answer has no session", null);
        }
        sequence = result.integer("start_seq", 1) - 1;
        cipher = new TpapCipher(registration.keys().sharedKey());
        step = Step.OPEN;
    }

    private static Json result(WireResponse answer) throws TransportFault {
        if (answer.status() != 200) {
            throw TransportFault.session("the plug answered HTTP " + answer.status() + " to a TPAP login");
        }
        Json json = answer.json();
        int code = json.integer("error_code", 0);
        if (code != 0) {
            throw ErrorCodes.of(code);
        }
        return json.object("result");
    }

    @Override
    public WireRequest request(String json) {
        sequence++;
        byte[] frame = cipher.seal(sequence, json.getBytes(StandardCharsets.UTF_8));
        return new WireRequest(offer.port(), "/stok=" + stok + "/ds", BYTES, frame);
    }

    @Override
    public String response(WireResponse answer) throws TransportFault {
        if (answer.status() != 200) {
            throw TransportFault.session("the plug answered HTTP " + answer.status());
        }
        // a plain object is an error, and says that the session is gone
        if (answer.body().length > 0 && answer.body()[0] == '{') {
            int code = answer.json().integer("error_code", 0);
            throw code == 0 ? TransportFault.session("the plug answered without encryption") : ErrorCodes.of(code);
        }
        try {
            return new String(cipher.open(answer.body()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("the plug's answer could not be decrypted", e);
        }
    }

    private WireRequest login(String params) {
        byte[] body = ("{\"method\":\"login\",\"params\":" + params + "}").getBytes(StandardCharsets.UTF_8);
        return new WireRequest(offer == null ? 0 : offer.port(), "/", JSON, body);
    }

    static byte[] base64(String text) throws TransportFault {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw TransportFault.broken("the plug sent something that is not base64", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void reset() {
        step = Step.NEW;
        cipher = null;
        stok = "";
        // asked for anew with the next login: it may have changed
        offer = null;
    }

    /** The middle of a TPAP login: our share, our proof, and what the plug has to prove. */
    record TpapRegistration(byte[] userShare, Spake2Plus.Result keys) {
        /** A plug asks for 3000; far more would only keep us busy. */
        private static final int MOST_ITERATIONS = 200_000;

        static TpapRegistration of(Json result, Credentials account, TpapOffer offer, byte[] userRandom, BigInteger x)
                throws TransportFault {
            int iterations = result.integer("iterations", 0);
            if (iterations < 1 || iterations > MOST_ITERATIONS) {
                throw TransportFault.broken("the plug asks for " + iterations + " iterations", null);
            }
            String passcode = offer.passcodeType().equals("default_userpw")
                    ? TpapPasscode.ofMac(offer.mac())
                    : TpapPasscode.of(account, offer.mac(), result.object("extra_crypt"));
            Spake2Plus spake = new Spake2Plus(
                    passcode,
                    base64(result.text("dev_salt")),
                    iterations,
                    userRandom,
                    base64(result.text("dev_random")));
            try {
                return new TpapRegistration(spake.userShare(x), spake.user(x, base64(result.text("dev_share"))));
            } catch (IllegalArgumentException e) {
                throw TransportFault.broken("the plug's share is not a point of the curve", e);
            }
        }

        String share(byte[] nonce) {
            String dac = nonce.length == 0 ? "" : ",\"dac_nonce\":\"" + base64(nonce) + "\"";
            return "{\"sub_method\":\"pake_share\",\"user_share\":\"" + base64(userShare) + "\",\"user_confirm\":\""
                    + base64(keys.userConfirm()) + "\"" + dac + "}";
        }
    }

    /**
     * What a plug says of its TPAP.
     *
     * @param port 0 for the one it was asked on
     * @param wantsNonce whether it proves its origin, for which it needs a nonce
     */
    record TpapOffer(String mac, String passcodeType, boolean longName, int port, boolean wantsNonce) {
        static TpapOffer of(WireResponse answer) throws TransportFault {
            if (answer.status() != 200 || !answer.text().stripLeading().startsWith("{")) {
                throw TransportFault.notSpoken("no TPAP: answered with HTTP " + answer.status());
            }
            Json result = answer.json().object("result");
            Json tpap = result.object("tpap");
            if (tpap.isEmpty()) {
                throw TransportFault.notSpoken("no TPAP: the answer does not speak of it");
            }
            if (tpap.integer("tls", 0) != 0) {
                throw new TransportFault(
                        TransportFault.Kind.CLOSED,
                        "unsupported",
                        "the plug wants TPAP over TLS, which no plug was known to do; please report model and firmware");
            }
            return new TpapOffer(
                    result.text("mac"),
                    passcodeType(tpap.numbers("pake")),
                    tpap.integer("user_hash_type", 0) == 1,
                    DiscoveryAnswer.port(tpap.integer("port", 0)),
                    tpap.integer("dac", 0) == 1);
        }

        private static String passcodeType(List<Integer> pake) throws TransportFault {
            if (pake.contains(0)) {
                return "default_userpw";
            }
            if (pake.contains(2) || pake.contains(5)) {
                return "userpw";
            }
            throw new TransportFault(
                    TransportFault.Kind.CLOSED,
                    "unsupported",
                    "the plug offers only TPAP logins " + pake + "; 0, 2 and 5 are known");
        }

        /** The login's second step. */
        String register(byte[] userRandom) {
            String name = longName
                    ? Digests.hex(Digests.sha256(Digests.utf8("admin"))).toUpperCase(Locale.ROOT)
                    : Digests.hex(Digests.md5(Digests.utf8("admin")));
            return "{\"sub_method\":\"pake_register\",\"username\":\"" + name + "\",\"user_random\":\""
                    + base64(userRandom)
                    + "\",\"cipher_suites\":[1],\"encryption\":[\"aes_128_ccm\"],\"passcode_type\":\"" + passcodeType
                    + "\",\"stok\":null}";
        }
    }
}
