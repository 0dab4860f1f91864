package io.github.homeexporter.demo.tapo;

import static io.github.homeexporter.demo.net.HttpHead.bytes;
import static io.github.homeexporter.demo.tapo.PlugCipher.base64;
import static io.github.homeexporter.demo.tapo.PlugCipher.hex;
import static io.github.homeexporter.demo.tapo.PlugCipher.sha1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.demo.tapo.PlugSocket.Answer;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/** AES by securePassthrough. The old plug takes the old form of the login only, the other the new one only. */
final class PassthroughServer implements PlugSocket.Http {
    private static final int HALF = 16;

    private final SimulatedPlug plug;
    private final SecureRandom random = new SecureRandom();
    /** Key and initialisation vector, which stay for the session; null before a handshake. */
    private byte[] key;

    private String token = "";
    private int requests;

    PassthroughServer(SimulatedPlug plug) {
        this.plug = plug;
    }

    @Override
    public synchronized Answer answer(String target, String cookie, byte[] body) throws GeneralSecurityException {
        if (!target.startsWith("/app") || target.startsWith("/app/")) {
            return Answer.status(404);
        }
        try {
            JsonNode json = SimulatedPlug.JSON.readTree(PlugCipher.text(body));
            String method = json.path("method").asText();
            if (method.equals("handshake")) {
                return handshake(json.at("/params/key").asText());
            }
            if (!method.equals("securePassthrough") || key == null) {
                return error(1003);
            }
            byte[] sealed =
                    Base64.getDecoder().decode(json.at("/params/request").asText());
            String question = PlugCipher.text(aes(Cipher.DECRYPT_MODE, sealed));
            JsonNode inner = SimulatedPlug.JSON.readTree(question);
            if (inner.path("method").asText().equals("login_device")) {
                return passed(login(inner.path("params")));
            }
            if (!target.equals("/app?token=" + token) || plug.isSessionOver(requests++)) {
                key = null;
                return error(9999);
            }
            return passed(plug.answer(question));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return error(-1005);
        }
    }

    private Answer handshake(String pem) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey theirs = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        key = new byte[2 * HALF];
        random.nextBytes(key);
        token = "";
        requests = 0;
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, theirs);
        String json = "{\"error_code\":0,\"result\":{\"key\":\"" + base64(rsa.doFinal(key)) + "\"}}";
        return new Answer(200, "TP_SESSIONID=AA;TIMEOUT=1440", bytes(json));
    }

    private String login(JsonNode params) {
        plug.login();
        boolean old = plug.model == PlugModel.P110_OLD;
        byte[] password = bytes(plug.account.password());
        String expected = base64(old ? password : bytes(hex(sha1(password))));
        String user = base64(bytes(hex(sha1(bytes(plug.account.username())))));
        boolean right = params.path(old ? "password" : "password2").asText().equals(expected)
                && params.path("username").asText().equals(user);
        if (!right) {
            return "{\"error_code\":-1501}";
        }
        token = "T" + random.nextInt(Integer.MAX_VALUE);
        return "{\"result\":{\"token\":\"" + token + "\"},\"error_code\":0}";
    }

    private Answer passed(String json) throws GeneralSecurityException {
        String sealed = plug.is(PlugQuirk.BAD_PADDING)
                ? "AAAAAAAAAAAAAAAAAAAAAA=="
                : base64(aes(Cipher.ENCRYPT_MODE, bytes(json)));
        return Answer.of(bytes("{\"error_code\":0,\"result\":{\"response\":\"" + sealed + "\"}}"));
    }

    private byte[] aes(int mode, byte[] text) throws GeneralSecurityException {
        return PlugCipher.aes(mode, Arrays.copyOf(key, HALF), Arrays.copyOfRange(key, HALF, 2 * HALF), text);
    }

    private static Answer error(int code) {
        return Answer.of(bytes("{\"error_code\":" + code + "}"));
    }
}
