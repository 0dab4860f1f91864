package io.github.homeexporter.status;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that what changes state asks for. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    /** @param token empty: nobody is let in */
    BearerToken(String token) {
        this.token = token.strip().getBytes(StandardCharsets.UTF_8);
    }

    boolean isSet() {
        return token.length > 0;
    }

    /** @param authorization the header's value, may be null; compared in a time that says nothing about the token */
    boolean isIn(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return isSet() && MessageDigest.isEqual(token, given);
    }
}
