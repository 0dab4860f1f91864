package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.wire.PassthroughCipher;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;

/** AES by securePassthrough. The old plug takes the old form of the login only, the other the new one only. */
final class PassthroughServer implements PlugServer {
    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    private PassthroughCipher cipher;
    private String token = "";
    private int requests;

    PassthroughServer(SimulatedPlug plug) {
        this.plug = plug;
    }

    @Override
    public synchronized WireResponse answer(String target, String cookie, byte[] body)
            throws GeneralSecurityException {
        if (!target.startsWith("/app") || target.startsWith("/app/")) {
            return new WireResponse(404, "", new byte[0]);
        }
        try {
            Json json = Json.parse(new String(body, StandardCharsets.UTF_8));
            if (json.text("method").equals("handshake")) {
                return handshake(json.object("params").text("key"));
            }
            if (!json.text("method").equals("securePassthrough") || cipher == null) {
                return error(1003);
            }
            String question = cipher.decrypt(json.object("params").text("request"));
            Json inner = Json.parse(question);
            if (inner.text("method").equals("login_device")) {
                return passed(login(inner.object("params")));
            }
            if (!target.equals("/app?token=" + token) || plug.isSessionOver(requests++)) {
                cipher = null;
                return error(9999);
            }
            return passed(plug.answer(question));
        } catch (IOException e) {
            return error(-1005);
        }
    }

    private WireResponse handshake(String pem) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        byte[] both = new byte[32];
        random.nextBytes(both);
        cipher = PassthroughCipher.of(both);
        token = "";
        requests = 0;
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, key);
        String sealed = Base64.getEncoder().encodeToString(rsa.doFinal(both));
        return new WireResponse(
                200,
                "TP_SESSIONID=AA;TIMEOUT=1440",
                bytes("{\"error_code\":0,\"result\":{\"key\":\"" + sealed + "\"}}"));
    }

    private String login(Json params) throws GeneralSecurityException {
        plug.login();
        boolean old = plug.model() == PlugModel.P110_OLD;
        String password = plug.account().password();
        String expected = base64(old ? password : sha1(password));
        boolean right = params.text(old ? "password" : "password2").equals(expected)
                && params.text("username").equals(base64(sha1(plug.account().username())));
        if (!right) {
            return "{\"error_code\":-1501}";
        }
        token = "T" + random.nextInt(Integer.MAX_VALUE);
        return "{\"result\":{\"token\":\"" + token + "\"},\"error_code\":0}";
    }

    private WireResponse passed(String json) throws GeneralSecurityException {
        String sealed = plug.is(PlugQuirk.BAD_PADDING) ? "AAAAAAAAAAAAAAAAAAAAAA==" : cipher.encrypt(json);
        return new WireResponse(bytes("{\"error_code\":0,\"result\":{\"response\":\"" + sealed + "\"}}"));
    }

    private static WireResponse error(int code) {
        return new WireResponse(bytes("{\"error_code\":" + code + "}"));
    }

    private static String sha1(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
