package io.github.homeexporter.loxone.login;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The Miniserver's RSA key from the answer to {@code jdev/sys/getPublicKey}. */
public final class PublicKeys {
    private PublicKeys() {}

    /**
     * Its label says CERTIFICATE, its content is a bare SubjectPublicKeyInfo.
     *
     * @throws GeneralSecurityException naming what is wrong with the body
     */
    public static PublicKey parse(String body) throws GeneralSecurityException {
        Answer answer = Answer.parse(body)
                .filter(Answer::ok)
                .orElseThrow(() -> new GeneralSecurityException("jdev/sys/getPublicKey did not answer with a key"));
        String base64 = answer.value().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new GeneralSecurityException("jdev/sys/getPublicKey: not an RSA public key", e);
        }
    }
}
