package io.github.homeexporter.loxone.login;

import java.util.Arrays;

/** A firmware version such as 14.5.12.28. One that cannot be read counts as the newest. */
public record Firmware(String text) {
    /** From here on logins use tokens; the plain hash was removed later (Communicating with the Miniserver, "Tokens"). */
    private static final int[] TOKENS = {9, 3};

    /** From here on tokens are JSON Web Tokens. */
    private static final int[] WEB_TOKENS = {10, 2};

    static final Firmware UNKNOWN = new Firmware("");

    boolean hasTokens() {
        return isAtLeast(TOKENS);
    }

    boolean hasWebTokens() {
        return isAtLeast(WEB_TOKENS);
    }

    private boolean isAtLeast(int[] wanted) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})*")) {
            return true;
        }
        int[] parts =
                Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < wanted.length; i++) {
            int part = i < parts.length ? parts[i] : 0;
            if (part != wanted[i]) {
                return part > wanted[i];
            }
        }
        return true;
    }
}
