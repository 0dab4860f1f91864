package io.github.homeexporter.loxone.login;

/**
 * What a login leaves behind, so that the next one needs no password.
 *
 * @param user whose it is
 * @param value the token itself: a secret
 * @param algorithm the hash the Miniserver asked for when it gave the token out
 * @param validUntil seconds since 1970, by the Miniserver's clock
 */
public record Token(String user, String value, HashAlgorithm algorithm, long validUntil) {
    /** A token about to end is as good as none. */
    private static final long MARGIN_SECONDS = 60;

    public boolean isUsable(String by, long nowSeconds) {
        return user.equals(by) && validUntil - nowSeconds > MARGIN_SECONDS;
    }

    @Override
    public String toString() {
        return "Token[user=" + user + ", validUntil=" + validUntil + "]";
    }
}
