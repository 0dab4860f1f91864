package io.github.homeexporter.status;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What a client shows to be spared an answer it has (RFC 9110 §8.8.3). */
final class EntityTag {
    private static final int BYTES = 12;

    private EntityTag() {}

    /** For bytes that are the same. */
    static String strong(byte[] content) {
        return '"' + digest(content) + '"';
    }

    /** For an answer that means the same: its ages have moved on, and the client can reckon that. */
    static String weak(String facts) {
        return "W/\"" + digest(facts.getBytes(StandardCharsets.UTF_8)) + '"';
    }

    /** @param ifNoneMatch the request's header, empty when it had none */
    static boolean matches(String ifNoneMatch, String tag) {
        String opaque = opaque(tag);
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || opaque(one).equals(opaque));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String digest(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(whole, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
