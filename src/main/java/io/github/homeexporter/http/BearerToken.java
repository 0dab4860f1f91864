package io.github.homeexporter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that what changes state asks for. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    /** @param token empty: nobody is let in */
    public BearerToken(String token) {
        this.token = token.strip().getBytes(StandardCharsets.UTF_8);
    }

    public boolean isSet() {
        return token.length > 0;
    }

    /** @param authorization the header's value, may be null; compared in a time that says nothing about the token */
    public boolean isIn(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return isSet() && MessageDigest.isEqual(token, given);
    }
}
