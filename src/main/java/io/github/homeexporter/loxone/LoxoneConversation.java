package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Conversation;
import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.TokenLogin.TokenCare;
import io.github.homeexporter.loxone.frame.FrameDecoder;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Access.LoginMethod;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey;
import io.github.homeexporter.loxone.login.Answer.OneTimeKey.HashAlgorithm;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.Dialogue.Keepalive;
import io.github.homeexporter.loxone.login.Dialogue.SessionTiming;
import io.github.homeexporter.loxone.login.Refusals;
import io.github.homeexporter.loxone.login.SessionCipher;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import java.nio.ByteBuffer;

/**
 * One connection to a Miniserver: login, structure, subscription, then tables until it ends. Every wait has a deadline and
 * every ending a fault of its own.
 */
public final class LoxoneConversation implements Conversation {
    private final LoxoneSession session;
    private final boolean secure;
    private final FrameDecoder decoder;
    private OneEnding line;
    private long now;
    private Dialogue dialogue;
    private Keepalive keepalive;
    private TokenCare token;
    private Subscription subscription;
    private FrameRouter router;
    private DeviceWatch devices;
    private boolean loggedIn;

    LoxoneConversation(LoxoneSession session, boolean secure) {
        this.session = session;
        this.secure = secure;
        this.decoder = new FrameDecoder(session.settings().maxMessageSize());
    }

    @Override
    public void opened(Line to, long at) {
        now = at;
        line = new OneEnding(to, session::disconnected);
        SessionTiming timing = session.settings().timing();
        SessionCipher cipher = new SessionCipher(session.random());
        LoginMethod method = session.loginMethod();
        dialogue = new Dialogue(line, this::now, cipher, timing.step());
        keepalive = new Keepalive(timing, line, now);
        router = new FrameRouter(session, dialogue, keepalive, line, this::now);
        token = new TokenCare(session, dialogue, line, method == LoginMethod.WEB_TOKEN);
        subscription = new Subscription(session, dialogue, line, router, this::now, secure);
        devices = new DeviceWatch(session, dialogue, line, router, this::now);
        if (method == LoginMethod.HASH) {
            new HashLogin(session, dialogue, line, this::loggedIn).start();
        } else {
            boolean web = method == LoginMethod.WEB_TOKEN;
            new TokenLogin(session, dialogue, cipher, line, this::now, web, this::loggedIn).start();
        }
    }

    private void loggedIn() {
        loggedIn = true;
        if (session.loginMethod() != LoginMethod.HASH) {
            token.loggedIn();
        }
        subscription.start();
    }

    @Override
    public void text(String message, Line to, long at) {
        now = at;
        if (!line.hasEnded()) {
            decoder.text(message, router);
        }
    }

    @Override
    public void binary(ByteBuffer message, Line to, long at) {
        now = at;
        if (!line.hasEnded()) {
            decoder.binary(message, router);
        }
    }

    @Override
    public void tick(Line to, long at) {
        now = at;
        dialogue.tick();
        if (loggedIn) {
            keepalive.tick(now);
            subscription.tick();
            token.tick();
            devices.tick();
        }
    }

    @Override
    public void closing(Line to, long at) {
        now = at;
        session.disconnected();
        if (loggedIn && !line.hasEnded()) {
            token.leave();
        }
    }

    @Override
    public boolean lingering() {
        return token != null && token.isLeaving() && !line.hasEnded();
    }

    @Override
    public Fault closed(int code, String reason) {
        session.disconnected();
        return session.closed(code);
    }

    @Override
    public int maxMessageSize() {
        return session.settings().maxMessageSize();
    }

    private long now() {
        return now;
    }

    /** A line that says nothing more once the connection has failed, whoever still wants to. */
    private static final class OneEnding implements Line {
        private final Line line;
        private final Runnable atEnd;
        private boolean ended;

        OneEnding(Line line, Runnable atEnd) {
            this.line = line;
            this.atEnd = atEnd;
        }

        boolean hasEnded() {
            return ended;
        }

        @Override
        public void send(String text) {
            if (!ended) {
                line.send(text);
            }
        }

        @Override
        public void emit(Batch batch) {
            if (!ended) {
                line.emit(batch);
            }
        }

        @Override
        public void ready() {
            if (!ended) {
                line.ready();
            }
        }

        @Override
        public void unusable(Fault fault) {
            if (!ended) {
                line.unusable(fault);
            }
        }

        @Override
        public void error(String reason) {
            if (!ended) {
                line.error(reason);
            }
        }

        @Override
        public void fail(Fault fault) {
            if (!ended) {
                ended = true;
                atEnd.run();
                line.fail(fault);
            }
        }
    }

    /** {@code getkey}, then {@code authenticate/hash}: firmware before 9.3. */
    private record HashLogin(LoxoneSession session, Dialogue dialogue, Line line, Runnable done) {
        void start() {
            dialogue.ask("jdev/sys/getkey", "getkey", this::authenticate);
        }

        private void authenticate(Answer answer) {
            if (!answer.ok()) {
                line.fail(session.refused(answer));
                return;
            }
            Access access = session.settings().access();
            try {
                OneTimeKey key = OneTimeKey.of(answer, HashAlgorithm.SHA1);
                String hash = key.legacyHash(access.user(), access.password());
                dialogue.ask("authenticate/" + hash, "authenticate", this::authenticated);
            } catch (IllegalArgumentException e) {
                line.fail(Refusals.badAnswer("getkey", e.getMessage()));
            }
        }

        private void authenticated(Answer answer) {
            if (answer.ok()) {
                session.loggedIn();
                done.run();
            } else {
                line.fail(session.refused(answer));
            }
        }
    }
}
