package io.github.homeexporter.loxone.login;

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
}
