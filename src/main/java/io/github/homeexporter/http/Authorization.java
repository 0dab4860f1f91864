package io.github.homeexporter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What the header {@code Authorization} of a request is held against, without telling by the time it takes how near it came. */
public final class Authorization {
    private Authorization() {}

    /** The secret that what changes state asks for. */
    public static final class BearerToken {
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

    /** The one user that may read, and the password (RFC 7617, UTF-8). */
    public static final class BasicCredentials {
        private static final String SCHEME = "Basic ";

        private final boolean set;
        private final byte[] expected;

        /** @param user empty together with the password: everybody may read */
        public BasicCredentials(String user, String password) {
            if (user.isEmpty() != password.isEmpty()) {
                throw new IllegalArgumentException(user.isEmpty() ? "there is no user" : "there is no password");
            }
            if (user.contains(":")) {
                throw new IllegalArgumentException("a user must not contain a colon");
            }
            this.set = !user.isEmpty();
            this.expected = digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        boolean isSet() {
            return set;
        }

        /**
         * Compared as digests of both, so that the time tells neither the length nor which of the two was wrong.
         *
         * @param authorization the header's value, may be null
         */
        boolean isIn(String authorization) {
            if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                return false;
            }
            try {
                String pair = authorization.substring(SCHEME.length()).strip();
                return MessageDigest.isEqual(
                                expected, digest(Base64.getDecoder().decode(pair)))
                        && set;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static byte[] digest(byte[] text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }
    }
}
