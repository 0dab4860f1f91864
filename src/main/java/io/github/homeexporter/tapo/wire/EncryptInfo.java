package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The part of a discovery answer that some devices encrypt for the key in the probe: {@code {sym_schm, key, data}}. */
final class EncryptInfo {
    /** Spelled out: Java's own default for this name takes SHA-256 in the mask. */
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

    private EncryptInfo() {}

    static Json open(Json info, PrivateKey ours) throws TransportFault {
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            rsa.init(Cipher.DECRYPT_MODE, ours, OAEP);
            byte[] both = rsa.doFinal(Base64.getMimeDecoder().decode(info.text("key")));
            byte[] plain = Digests.aesCbc(
                    Cipher.DECRYPT_MODE,
                    Digests.slice(both, 0, 16),
                    Digests.slice(both, 16, 32),
                    Base64.getMimeDecoder().decode(info.text("data")));
            return WireResponse.json(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw TransportFault.broken("the encrypted part of a discovery answer cannot be read", e);
        }
    }
}
