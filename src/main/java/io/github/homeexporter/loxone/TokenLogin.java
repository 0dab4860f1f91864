package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.OneTimeKey;
import io.github.homeexporter.loxone.login.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.login.SessionCipher;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import io.github.homeexporter.net.Fault;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Session key, one-time key, then the kept token if there is one, else the password for a new token. A token that is refused
 * falls back to the password once; a refused password ends the connection. No second method is ever tried with it.
 */
final class TokenLogin {
    /** One-time keys live about 5 s: a refusal after this may be the key's fault. */
    private static final long KEY_LIFE = Duration.ofMillis(4_500).toNanos();

    private final LoxoneSession session;
    private final Dialogue dialogue;
    private final SessionCipher cipher;
    private final Line line;
    private final LongSupplier now;
    private final Runnable done;
    private boolean webToken;
    private boolean retried;
    private long keySince;
    private OneTimeKey key;

    TokenLogin(
            LoxoneSession session,
            Dialogue dialogue,
            SessionCipher cipher,
            Line line,
            LongSupplier now,
            boolean webToken,
            Runnable done) {
        this.session = session;
        this.dialogue = dialogue;
        this.cipher = cipher;
        this.line = line;
        this.now = now;
        this.webToken = webToken;
        this.done = done;
    }

    void start() {
        if (session.publicKey().isEmpty()) {
            line.fail(new Fault(
                    "no_public_key", "the Miniserver's public key is not known; is jdev/sys/getPublicKey reachable?"));
            return;
        }
        try {
            String sessionKey = cipher.sessionKey(session.publicKey().get());
            dialogue.ask("jdev/sys/keyexchange/" + sessionKey, "keyexchange", this::keyExchanged);
        } catch (GeneralSecurityException e) {
            session.forgetPublicKey();
            line.fail(Refusals.badAnswer("getPublicKey", "the key cannot be used"));
        }
    }

    private void keyExchanged(Answer answer) {
        if (answer.ok()) {
            askKey(session.usableToken().isPresent() ? this::useToken : this::usePassword);
        } else if (answer.code() == 401) {
            session.forgetPublicKey();
            // never a reason to go on in plain text
            line.fail(new Fault(
                    "public_key_changed", "the Miniserver does not accept its public key (401); it is fetched again"));
        } else {
            line.fail(session.refused(answer));
        }
    }

    private void askKey(Runnable use) {
        keySince = now.getAsLong();
        dialogue.ask("jdev/sys/getkey2/" + SessionCipher.inPath(access().user()), "getkey2", answer -> {
            if (!answer.ok()) {
                line.fail(session.refused(answer));
                return;
            }
            try {
                key = OneTimeKey.of(answer, HashAlgorithm.SHA1);
                use.run();
            } catch (IllegalArgumentException e) {
                line.fail(Refusals.badAnswer("getkey2", e.getMessage()));
            }
        });
    }

    private void useToken() {
        Optional<Token> token = session.usableToken();
        if (token.isEmpty()) {
            usePassword();
            return;
        }
        String hash = key.tokenHash(token.get().value());
        dialogue.askEncrypted(
                "authwithtoken/" + hash + "/" + SessionCipher.inPath(access().user()), "authwithtoken", answer -> {
                    if (answer.ok()) {
                        session.keepToken(answer, token.get(), token.get().algorithm());
                        finish();
                    } else if (answer.code() == 401 || answer.code() == 477) {
                        line.error("token_rejected");
                        session.tokenRejected();
                        askKey(this::usePassword);
                    } else {
                        line.fail(session.refused(answer));
                    }
                });
    }

    private void usePassword() {
        String verb = webToken ? "getjwt" : "gettoken";
        String command = String.join(
                "/",
                "jdev/sys",
                verb,
                key.passwordHash(access().user(), access().password()),
                SessionCipher.inPath(access().user()),
                Integer.toString(access().permission()),
                session.tokens().clientUuid(),
                "home-exporter");
        dialogue.askEncrypted(command, verb, this::passwordAnswered);
    }

    private void passwordAnswered(Answer answer) {
        if (answer.ok()) {
            if (session.keepToken(answer, null, key.algorithm())) {
                finish();
            } else {
                line.fail(Refusals.badAnswer("token", "the answer holds no token"));
            }
        } else if (answer.code() == 404 && webToken) {
            // an unknown command refuses nobody: older firmware than it said
            webToken = false;
            askKey(this::usePassword);
        } else if (answer.code() == 401 && !retried && now.getAsLong() - keySince > KEY_LIFE) {
            retried = true;
            line.error("stale_key");
            askKey(this::usePassword);
        } else {
            line.fail(session.refused(answer));
        }
    }

    private void finish() {
        key = null;
        session.loggedIn();
        done.run();
    }

    private Access access() {
        return session.settings().access();
    }
}
