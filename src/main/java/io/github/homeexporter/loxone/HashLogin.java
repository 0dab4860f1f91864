package io.github.homeexporter.loxone;

import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Answer;
import io.github.homeexporter.loxone.login.Dialogue;
import io.github.homeexporter.loxone.login.HashAlgorithm;
import io.github.homeexporter.loxone.login.LoginFaults;
import io.github.homeexporter.loxone.login.OneTimeKey;

/** {@code getkey}, then {@code authenticate/hash}: firmware before 9.3. */
final class HashLogin {
    private final LoxoneSession session;
    private final Dialogue dialogue;
    private final Line line;
    private final Runnable done;

    HashLogin(LoxoneSession session, Dialogue dialogue, Line line, Runnable done) {
        this.session = session;
        this.dialogue = dialogue;
        this.line = line;
        this.done = done;
    }

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
            line.fail(LoginFaults.badAnswer("getkey", e));
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
