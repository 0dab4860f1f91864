package io.github.homeexporter.tapo.wire;

import java.util.Base64;

/** The two forms in which a login_device request carries the account. */
enum PassthroughLogin {
    /** Login version 2. */
    PASSWORD2,
    /** Firmware from before there were versions. */
    PASSWORD;

    /** {@code {"method":"login_device",…}} with the fields in alphabetical order. */
    String json(Credentials account, long nowMillis) {
        String name = this == PASSWORD2 ? "password2" : "password";
        String secret = this == PASSWORD2
                ? base64(Digests.hex(Digests.sha1(Digests.utf8(account.password()))))
                : base64(account.password());
        String user = base64(Digests.hex(Digests.sha1(Digests.utf8(account.username()))));
        return "{\"method\":\"login_device\",\"params\":{\"" + name + "\":\"" + secret + "\",\"username\":\"" + user
                + "\"},\"request_time_milis\":" + nowMillis + "}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Digests.utf8(text));
    }
}
