package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.login.SessionCipher;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import io.github.homeexporter.net.Fault;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** Looks after the token of an open connection: renewed at half its life, given back at the end when nobody keeps it. */
    static final class TokenCare {
        private static final long DAY = 86_400;
        private static final long SOONEST = 300;
        private static final long AFTER_FAILURE = 3_600;

        private final LoxoneSession session;
        private final Dialogue dialogue;
        private final Line line;
        private final boolean webToken;
        private long refreshAt;
        private boolean leaving;

        TokenCare(LoxoneSession session, Dialogue dialogue, Line line, boolean webToken) {
            this.session = session;
            this.dialogue = dialogue;
            this.line = line;
            this.webToken = webToken;
        }

        /** At half the remaining life, at most a day ahead. */
        void loggedIn() {
            session.tokens().load().ifPresent(token -> {
                long half = (token.validUntil() - session.epochSeconds()) / 2;
                refreshAt = session.epochSeconds() + Math.max(SOONEST, Math.min(half, DAY));
            });
        }

        void tick() {
            if (refreshAt != 0 && !leaving && dialogue.isIdle() && session.epochSeconds() >= refreshAt) {
                refreshAt = session.epochSeconds() + AFTER_FAILURE;
                session.tokens().load().ifPresent(this::refresh);
            }
        }

        private void refresh(Token token) {
            String verb = webToken ? "refreshjwt" : "refreshtoken";
            withHash(
                    token,
                    hash -> dialogue.askEncrypted(
                            "jdev/sys/" + verb + "/" + hash + "/" + SessionCipher.inPath(token.user()),
                            verb,
                            answer -> {
                                if (answer.ok() && session.keepToken(answer, token, token.algorithm())) {
                                    loggedIn();
                                } else {
                                    refreshFailed(answer);
                                }
                            }));
        }

        private void refreshFailed(Answer answer) {
            line.error("token_refresh");
            if (answer.code() == 401 || answer.code() == 477) {
                session.tokens().forget();
            }
        }

        /** Starts to give the token back, unless it is kept for the next start. */
        void leave() {
            Optional<Token> token = session.tokens().load();
            if (token.isEmpty() || refreshAt == 0 || session.tokens().survivesRestart()) {
                return;
            }
            leaving = true;
            dialogue.clear();
            withHash(
                    token.get(),
                    hash -> dialogue.ask(
                            "jdev/sys/killtoken/" + hash + "/"
                                    + SessionCipher.inPath(token.get().user()),
                            "killtoken",
                            answer -> {
                                session.tokens().forget();
                                leaving = false;
                            }));
        }

        /** Whether the Miniserver has yet to answer the goodbye. */
        boolean isLeaving() {
            return leaving;
        }

        private void withHash(Token token, Consumer<String> use) {
            dialogue.ask("jdev/sys/getkey", "getkey", answer -> {
                try {
                    if (answer.ok()) {
                        use.accept(OneTimeKey.of(answer, token.algorithm()).tokenHash(token.value()));
                        return;
                    }
                } catch (IllegalArgumentException e) {
                    line.error(Irregularity.BAD_ANSWER.reason());
                }
                leaving = false;
            });
        }
    }
}
