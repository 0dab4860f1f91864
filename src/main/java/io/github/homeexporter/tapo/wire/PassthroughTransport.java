package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse.SessionCookie;
import io.github.homeexporter.tapo.wire.TransportFault.ErrorCodes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;

/**
 * AES by securePassthrough: an RSA handshake, a login, then encrypted JSON inside plain JSON. A refused login is tried once
 * in the other form, and the form that worked is remembered.
 */
public final class PassthroughTransport implements PlugTransport {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json", "requestByApp", "true");

    private enum Step {
        NEW,
        GREETED,
        KEYED,
        OPEN
    }

    private record Form(PassthroughLogin login, Credentials account) {}

    private final Entropy entropy;
    private final List<Form> forms;
    private int form;
    private int refused;
    private KeyPair pair;
    private Step step = Step.NEW;
    private SessionCookie cookie = SessionCookie.NONE;
    private PassthroughCipher cipher;
    private String token = "";

    /**
     * @param accounts that may hold, the likeliest first
     * @param version of the login: 2, 1 for firmware from before there were versions, 0 when not known
     */
    public PassthroughTransport(List<Credentials> accounts, int version, Entropy entropy) {
        this.entropy = entropy;
        List<PassthroughLogin> logins =
                switch (version) {
                    case 0 -> List.of(PassthroughLogin.PASSWORD2, PassthroughLogin.PASSWORD);
                    case 1 -> List.of(PassthroughLogin.PASSWORD, PassthroughLogin.PASSWORD2);
                    default -> List.of(PassthroughLogin.PASSWORD2);
                };
        this.forms = new ArrayList<>();
        accounts.forEach(account -> logins.forEach(login -> forms.add(new Form(login, account))));
        if (version >= 2) {
            // the form is certain, but a plug that was never bound takes the default account only
            forms.add(new Form(PassthroughLogin.PASSWORD2, Credentials.TAPO));
        }
    }

    @Override
    public TransportKind kind() {
        return TransportKind.AES;
    }

    @Override
    public WireRequest opening(long nowMillis) throws TransportFault {
        if (step == Step.OPEN && cookie.isOver(nowMillis)) {
            reset();
        }
        return switch (step) {
            case NEW -> {
                if (pair == null) {
                    pair = entropy.rsa1024();
                }
                step = Step.GREETED;
                yield post("/app", PassthroughCipher.handshake(pair.getPublic()));
            }
            case KEYED -> {
                Form f = forms.get(form);
                yield post("/app", wrapped(f.login().json(f.account(), nowMillis)));
            }
            default -> null;
        };
    }

    @Override
    public void opened(WireResponse answer, long nowMillis) throws TransportFault {
        if (step == Step.GREETED) {
            step = Step.NEW;
            greeted(answer, nowMillis);
        } else {
            step = Step.NEW;
            loggedIn(unwrapped(answer));
        }
    }

    private void greeted(WireResponse answer, long nowMillis) throws TransportFault {
        Json json = handshakeAnswer(answer);
        try {
            cipher = new PassthroughCipher(json.object("result").text("key"), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("the plug's session key could not be decrypted", e);
        }
        cookie = SessionCookie.parse(answer.setCookie(), nowMillis);
        step = Step.KEYED;
    }

    private static Json handshakeAnswer(WireResponse answer) throws TransportFault {
        if (answer.status() != 200 || !answer.text().stripLeading().startsWith("{")) {
            throw TransportFault.notSpoken("no securePassthrough: handshake answered with HTTP " + answer.status());
        }
        Json json = answer.json();
        int code = json.integer("error_code", 0);
        if (code != 0) {
            throw ErrorCodes.of(code);
        }
        if (json.object("result").text("key").isEmpty()) {
            throw TransportFault.notSpoken("no securePassthrough: the handshake's answer has no key");
        }
        return json;
    }

    private void loggedIn(String text) throws TransportFault {
        Json json = WireResponse.json(text);
        int code = json.integer("error_code", 0);
        token = json.object("result").text("token");
        if (code == 0 && !token.isEmpty()) {
            refused = 0;
            step = Step.OPEN;
            return;
        }
        // after a refusal the plug wants a new handshake, so the other form starts from there
        reset();
        if (code == -1501 || code == 1111) {
            form = (form + 1) % forms.size();
            if (++refused < forms.size()) {
                return;
            }
            refused = 0;
            throw ErrorCodes.credentials(code);
        }
        throw ErrorCodes.of(code);
    }

    @Override
    public WireRequest request(String json) throws TransportFault {
        return post("/app?token=" + token, wrapped(json));
    }

    @Override
    public String response(WireResponse answer) throws TransportFault {
        return unwrapped(answer);
    }

    private String wrapped(String json) throws TransportFault {
        try {
            return "{\"method\":\"securePassthrough\",\"params\":{\"request\":\"" + cipher.encrypt(json) + "\"}}";
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("a request could not be encrypted", e);
        }
    }

    private String unwrapped(WireResponse answer) throws TransportFault {
        if (answer.status() != 200) {
            throw TransportFault.session("the plug answered HTTP " + answer.status());
        }
        Json json = answer.json();
        int code = json.integer("error_code", 0);
        if (code != 0) {
            throw ErrorCodes.of(code);
        }
        String response = json.object("result").text("response");
        if (response.isBlank()) {
            throw TransportFault.broken("the plug's answer has no response", null);
        }
        // some firmware forgets to encrypt
        if (response.stripLeading().startsWith("{")) {
            return response;
        }
        try {
            return cipher.decrypt(response);
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("the plug's answer could not be decrypted", e);
        }
    }

    private WireRequest post(String path, String json) {
        Map<String, String> headers = new java.util.LinkedHashMap<>(HEADERS);
        headers.putAll(cookie.header());
        return new WireRequest(0, path, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void reset() {
        step = Step.NEW;
        cookie = SessionCookie.NONE;
        token = "";
    }

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

    /** The key a plug gives out in the RSA handshake; key and initialisation vector stay the same for the session. */
    static final class PassthroughCipher {
        final byte[] key;
        final byte[] iv;

        /** @param encrypted base64, as in {@code result.key} */
        PassthroughCipher(String encrypted, PrivateKey ours) throws GeneralSecurityException {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, ours);
            byte[] both = rsa.doFinal(decoded(encrypted));
            if (both.length != 32) {
                throw new GeneralSecurityException("the key has " + both.length + " bytes, not 32");
            }
            key = Digests.slice(both, 0, 16);
            iv = Digests.slice(both, 16, 32);
        }

        public String encrypt(String plain) throws GeneralSecurityException {
            byte[] cipher = Digests.aesCbc(Cipher.ENCRYPT_MODE, key, iv, plain.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher);
        }

        public String decrypt(String base64) throws GeneralSecurityException {
            return new String(Digests.aesCbc(Cipher.DECRYPT_MODE, key, iv, decoded(base64)), StandardCharsets.UTF_8);
        }

        private static byte[] decoded(String base64) throws GeneralSecurityException {
            try {
                return Base64.getMimeDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new GeneralSecurityException("not base64", e);
            }
        }

        /** With the key on one line, as plugs want it, and line feeds written as {@code \n}. */
        static String handshake(PublicKey ours) {
            return "{\"method\":\"handshake\",\"params\":{\"key\":\"-----BEGIN PUBLIC KEY-----\\n"
                    + Base64.getEncoder().encodeToString(ours.getEncoded())
                    + "\\n-----END PUBLIC KEY-----\\n\"}}";
        }
    }
}
