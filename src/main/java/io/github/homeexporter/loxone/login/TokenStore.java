package io.github.homeexporter.loxone.login;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import java.security.SecureRandom;
import java.util.Optional;

/** Where one Miniserver's token is kept between connections. Nothing of it throws: without a token there is the password. */
public interface TokenStore {
    Optional<Token> load();

    void save(Token token);

    void forget();

    /** Whether the next start of the program finds the token again. If not, it is given back on goodbye. */
    boolean survivesRestart();

    /** 8-4-4-16 hex digits, the same for as long as the store lives: by it the Miniserver tells one client from another. */
    String clientUuid();

    /**
     * What a login leaves behind, so that the next one needs no password.
     *
     * @param user whose it is
     * @param value the token itself: a secret
     * @param algorithm the hash the Miniserver asked for when it gave the token out
     * @param validUntil seconds since 1970, by the Miniserver's clock
     */
    record Token(String user, String value, HashAlgorithm algorithm, long validUntil) {
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

    /** A token for as long as the program runs. */
    final class MemoryTokenStore implements TokenStore {
        private final String clientUuid;
        private Token token;

        public MemoryTokenStore(SecureRandom random) {
            clientUuid = new StateUuid(random.nextLong(), random.nextLong()).toString();
        }

        @Override
        public Optional<Token> load() {
            return Optional.ofNullable(token);
        }

        @Override
        public void save(Token next) {
            token = next;
        }

        @Override
        public void forget() {
            token = null;
        }

        @Override
        public boolean survivesRestart() {
            return false;
        }

        @Override
        public String clientUuid() {
            return clientUuid;
        }
    }
}
