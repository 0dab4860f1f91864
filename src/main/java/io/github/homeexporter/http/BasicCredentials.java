package io.github.homeexporter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The one user that may read, and the password (RFC 7617, UTF-8). */
public final class BasicCredentials {
    private static final String SCHEME = "Basic ";

    private final boolean set;
    private final byte[] user;
    private final byte[] password;

    /** @param user empty together with the password: everybody may read */
    public BasicCredentials(String user, String password) {
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException(user.isEmpty() ? "there is no user" : "there is no password");
        }
        if (user.contains(":")) {
            throw new IllegalArgumentException("a user must not contain a colon");
        }
        this.set = !user.isEmpty();
        this.user = digest(user.getBytes(StandardCharsets.UTF_8));
        this.password = digest(password.getBytes(StandardCharsets.UTF_8));
    }

    boolean isSet() {
        return set;
    }

    /**
     * Compared as digests, so that the time tells neither the length nor which of the two was wrong.
     *
     * @param authorization the header's value, may be null
     */
    boolean isIn(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] pair;
        try {
            pair = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        int colon = 0;
        while (colon < pair.length && pair[colon] != ':') {
            colon++;
        }
        byte[] givenUser = digest(Arrays.copyOf(pair, colon));
        byte[] givenPassword = digest(Arrays.copyOfRange(pair, Math.min(colon + 1, pair.length), pair.length));
        // both in any case
        boolean sameUser = MessageDigest.isEqual(user, givenUser);
        boolean samePassword = MessageDigest.isEqual(password, givenPassword);
        return set && sameUser && samePassword;
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
