package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.OneTimeKey;
import io.github.homeexporter.loxone.login.SessionCipher;
import io.github.homeexporter.loxone.login.TokenStore.Token;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks after the token of an open connection: renewed at half its life, given back at the end when nobody keeps it. */
final class TokenCare {
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
                        "jdev/sys/" + verb + "/" + hash + "/" + SessionCipher.inPath(token.user()), verb, answer -> {
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
