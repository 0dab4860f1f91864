package io.github.homeexporter.loxone;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.TokenStore;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token in a file that only its owner can read, so that a restart needs no new login. What cannot be read is treated as not
 * there, what cannot be written is said once.
 */
public final class TokenFile implements TokenStore {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path path;
    private final Properties content;
    private boolean complained;

    public TokenFile(Path path, SecureRandom random) {
        this.path = path;
        this.content = read(path);
        if (StateUuid.parse(content.getProperty("client-uuid", "")).isEmpty()) {
            content.setProperty("client-uuid", new StateUuid(random.nextLong(), random.nextLong()).toString());
        }
    }

    private static Properties read(Path path) {
        try {
            return OwnerFile.read(path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}: cannot be read, the password is used instead: {}", path, why(e));
            return new Properties();
        }
    }

    private static String why(Exception e) {
        return e instanceof IOException io ? OwnerFile.why(io) : "it is not as it was written";
    }

    @Override
    public Optional<Token> load() {
        try {
            String user = content.getProperty("user");
            String value = content.getProperty("token");
            long validUntil = Long.parseLong(content.getProperty("valid-until", "0"));
            HashAlgorithm algorithm = HashAlgorithm.named(content.getProperty("hash", ""));
            return user == null || value == null
                    ? Optional.empty()
                    : Optional.of(new Token(user, value, algorithm, validUntil));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(Token token) {
        content.setProperty("user", token.user());
        content.setProperty("token", token.value());
        content.setProperty("hash", token.algorithm().name());
        content.setProperty("valid-until", Long.toString(token.validUntil()));
        write();
    }

    @Override
    public void forget() {
        if (content.remove("token") != null) {
            write();
        }
    }

    @Override
    public boolean survivesRestart() {
        return !complained;
    }

    @Override
    public String clientUuid() {
        return content.getProperty("client-uuid");
    }

    private void write() {
        try {
            OwnerFile.write(
                    path, content, "Written by home-exporter. Whoever reads this can log in: keep it to yourself.");
        } catch (IOException e) {
            if (!complained) {
                LOG.warn("{}: cannot be written, every start needs a new login: {}", path, OwnerFile.why(e));
            }
            complained = true;
        }
    }
}
