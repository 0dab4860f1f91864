package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import java.util.List;
import java.util.Locale;

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
                + TpapTransport.base64(userRandom)
                + "\",\"cipher_suites\":[1],\"encryption\":[\"aes_128_ccm\"],\"passcode_type\":\"" + passcodeType
                + "\",\"stok\":null}";
    }
}
