package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import java.math.BigInteger;

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
                TpapTransport.base64(result.text("dev_salt")),
                iterations,
                userRandom,
                TpapTransport.base64(result.text("dev_random")));
        try {
            return new TpapRegistration(
                    spake.userShare(x), spake.user(x, TpapTransport.base64(result.text("dev_share"))));
        } catch (IllegalArgumentException e) {
            throw TransportFault.broken("the plug's share is not a point of the curve", e);
        }
    }

    String share(byte[] nonce) {
        String dac = nonce.length == 0 ? "" : ",\"dac_nonce\":\"" + TpapTransport.base64(nonce) + "\"";
        return "{\"sub_method\":\"pake_share\",\"user_share\":\"" + TpapTransport.base64(userShare)
                + "\",\"user_confirm\":\"" + TpapTransport.base64(keys.userConfirm()) + "\"" + dac + "}";
    }

    byte[] deviceConfirm() {
        return keys.deviceConfirm();
    }

    byte[] sharedKey() {
        return keys.sharedKey();
    }
}
