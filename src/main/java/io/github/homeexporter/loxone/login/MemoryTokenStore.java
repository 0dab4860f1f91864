package io.github.homeexporter.loxone.login;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.security.SecureRandom;
import java.util.Optional;

/** A token for as long as the program runs. */
public final class MemoryTokenStore implements TokenStore {
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
