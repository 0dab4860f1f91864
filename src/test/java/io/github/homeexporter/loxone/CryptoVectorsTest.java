package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.homeexporter.loxone.frame.LoxoneTime;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.SessionCipher;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class CryptoVectorsTest {
    private static final JsonNode CRYPTO = Vectors.read().get("crypto");

    @Test
    void passwords_are_hashed_as_the_miniserver_does() {
        for (JsonNode vector : CRYPTO.get("passwordHashes")) {
            OneTimeKey key = new OneTimeKey(
                    vector.get("key").asText(),
                    vector.get("salt").asText(),
                    HashAlgorithm.named(vector.get("algorithm").asText()));
            String password = vector.get("password").asText();
            assertThat(key.innerHash(password)).isEqualTo(vector.get("pwHash").asText());
            assertThat(key.passwordHash(vector.get("user").asText(), password))
                    .isEqualTo(vector.get("hash").asText());
        }
    }

    @Test
    void tokens_are_hashed_as_the_miniserver_does() {
        for (JsonNode vector : CRYPTO.get("tokenHashes")) {
            OneTimeKey key = new OneTimeKey(
                    vector.get("key").asText(),
                    "",
                    HashAlgorithm.named(vector.get("algorithm").asText()));
            assertThat(key.tokenHash(vector.get("token").asText()))
                    .isEqualTo(vector.get("hash").asText());
        }
    }

    @Test
    void login_before_tokens_is_hashed_as_the_miniserver_does() {
        JsonNode vector = CRYPTO.get("legacyHash");
        OneTimeKey key = new OneTimeKey(vector.get("key").asText(), "", HashAlgorithm.SHA1);
        assertThat(key.legacyHash(
                        vector.get("user").asText(), vector.get("password").asText()))
                .isEqualTo(vector.get("hash").asText());
    }

    @Test
    void commands_are_encrypted_as_the_vendors_client_does() {
        JsonNode vector = CRYPTO.get("command");
        String encrypted = cipher(vector).encrypt(vector.get("plain").asText());
        assertThat(encrypted).isEqualTo(vector.get("zeroPadded").asText());
        assertThat(SessionCipher.inPath(encrypted))
                .isEqualTo(vector.get("zeroPaddedInPath").asText());
    }

    @Test
    void other_clients_differ_in_the_last_block_only() {
        JsonNode vector = CRYPTO.get("command");
        byte[] ours = Base64.getDecoder()
                .decode(cipher(vector).encrypt(vector.get("plain").asText()));
        byte[] theirs = Base64.getDecoder().decode(vector.get("otherPadding").asText());
        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(Arrays.copyOf(ours, ours.length - 16)).isEqualTo(Arrays.copyOf(theirs, theirs.length - 16));
    }

    @Test
    void session_key_goes_under_the_miniservers_key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        JsonNode vector = CRYPTO.get("command");
        String sent = cipher(vector).sessionKey(pair.getPublic());

        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.DECRYPT_MODE, pair.getPrivate());
        assertThat(new String(
                        rsa.doFinal(Base64.getDecoder().decode(sent)), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(vector.get("key").asText() + ":" + vector.get("iv").asText());
    }

    @Test
    void times_count_from2009() {
        for (JsonNode vector : CRYPTO.get("times")) {
            assertThat(LoxoneTime.toUnix(vector.get("loxone").asLong()))
                    .isEqualTo(vector.get("unix").asLong());
        }
    }

    private static SessionCipher cipher(JsonNode vector) {
        return new SessionCipher(
                new SecureRandom(),
                HexFormat.of().parseHex(vector.get("key").asText()),
                HexFormat.of().parseHex(vector.get("iv").asText()));
    }
}
