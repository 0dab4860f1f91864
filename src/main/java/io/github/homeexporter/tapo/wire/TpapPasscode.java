package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.hex;
import static io.github.homeexporter.tapo.wire.Digests.md5;
import static io.github.homeexporter.tapo.wire.Digests.sha1;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

import io.github.homeexporter.formats.Json;
import java.util.HexFormat;
import java.util.Locale;

/** The secret text both ends of a TPAP login start from. */
public final class TpapPasscode {
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
