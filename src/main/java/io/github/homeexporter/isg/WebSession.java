package io.github.homeexporter.isg;

import io.github.homeexporter.isg.page.IsgPage;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.isg.page.PageParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Opens pages, logging in where that is asked for. An expired session answers with status 200 and the login page; so does a
 * wrong password.
 */
final class WebSession {
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int CLIENT_FAULT = 400;

    private final WebLine line;
    private final String user;
    private final String password;
    private final LoginGuard guard;
    private final LongSupplier nanos;
    private final LoginCounts counts;
    private boolean loggedIn;

    /** @param user empty for an ISG without a login */
    WebSession(WebLine line, String user, String password, LoginGuard guard, LongSupplier nanos, LoginCounts counts) {
        this.line = line;
        this.user = user;
        this.password = password;
        this.guard = guard;
        this.nanos = nanos;
        this.counts = counts;
    }

    /** Throws what stands in the way of any page at this moment. */
    void check() throws PageFault {
        if (guard.isPausing(nanos.getAsLong())) {
            throw paused();
        }
    }

    IsgPage open(PageId id) throws PageFault {
        IsgPage page = read(line.get(id));
        if (!page.login()) {
            return page;
        }
        logIn(id);
        IsgPage again = read(line.get(id));
        if (again.login()) {
            guard.refused(nanos.getAsLong());
            counts.lost++;
            throw PageFault.ofDevice(
                    "session_lost",
                    "the login was taken, and the next page asks for it again; does a proxy between drop cookies?");
        }
        return again;
    }

    /** Gives the session back; the next page needs a new one. */
    void end() {
        try {
            if (loggedIn) {
                line.post(PageId.START, Map.of("logout", "Logout"));
            }
        } catch (PageFault e) {
            // it expires by itself
        } finally {
            loggedIn = false;
            line.forget();
        }
    }

    private void logIn(PageId id) throws PageFault {
        loggedIn = false;
        if (user.isEmpty() || password.isEmpty()) {
            throw PageFault.ofDevice(
                    "no_credentials",
                    "the ISG asks for a login: set isg.user and isg.password (or switch its login off)");
        }
        long now = nanos.getAsLong();
        if (!guard.mayLogIn(now)) {
            throw paused();
        }
        guard.tried(now);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("make", "send");
        form.put("user", user);
        form.put("pass", password);
        IsgPage page = read(line.post(id, form));
        if (page.login()) {
            line.forget();
            guard.refused(nanos.getAsLong());
            counts.refused++;
            throw PageFault.ofDevice(
                    "login_refused",
                    "the ISG refuses the login: check isg.user and isg.password; the next attempt is in "
                            + guard.secondsLeft(nanos.getAsLong())
                            + " s");
        }
        guard.accepted();
        counts.accepted++;
        loggedIn = true;
    }

    private PageFault paused() {
        return PageFault.ofDevice(
                "login_paused",
                "no login for another " + guard.secondsLeft(nanos.getAsLong()) + " s, after the last one");
    }

    private static IsgPage read(WebLine.Answer answer) throws PageFault {
        if (answer.status() >= REDIRECT && answer.status() < CLIENT_FAULT) {
            throw PageFault.ofPage(
                    "http_" + answer.status(),
                    "HTTP " + answer.status() + ": another address is wanted; set isg.url to it");
        }
        if (answer.status() != OK) {
            throw PageFault.ofPage("http_" + answer.status(), "HTTP " + answer.status() + " instead of a page");
        }
        return PageParser.parse(answer.body(), answer.charset());
    }

    /** The way to the web server of one ISG, with one cookie jar. Not for use by two threads at a time. */
    interface WebLine {
        /**
         * What the server sent.
         *
         * @param charset as the answer's head names it, or null
         */
        @SuppressWarnings("ArrayRecordComponent")
        record Answer(int status, String charset, byte[] body) {
            /** For a log: one that a page may still overrule. */
            Charset readable() {
                return charset != null && Charset.isSupported(charset)
                        ? Charset.forName(charset)
                        : StandardCharsets.UTF_8;
            }
        }

        Answer get(PageId page) throws PageFault;

        Answer post(PageId page, Map<String, String> form) throws PageFault;

        /** Lets the session's cookies go. */
        void forget();
    }

    /** How often we logged in, and with what end. */
    static final class LoginCounts {
        /** Logins the ISG took. */
        int accepted;
        /** Logins the ISG answered with the login page. */
        int refused;
        /** Sessions that were gone with the next page. */
        int lost;
    }

    /**
     * When we may log in: never again at once, and after a refusal only after a pause that doubles up to an hour. An ISG that is
     * logged in to again and again piles up sessions, and may lock the account.
     */
    static final class LoginGuard {
        private static final long GAP_NANOS = Duration.ofSeconds(30).toNanos();
        private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

        private final long firstPause;
        private final DoubleSupplier random;
        private long pause;
        private boolean refused;
        private boolean tried;
        private long from;
        private long wait;

        /**
         * @param pause after the first refusal
         * @param random from 0 to 1, to spread the pauses
         */
        LoginGuard(Duration pause, DoubleSupplier random) {
            this.firstPause = pause.toNanos();
            this.random = random;
            this.pause = firstPause;
        }

        synchronized boolean mayLogIn(long nanos) {
            return !tried || nanos - from >= wait;
        }

        /** Whether the last login was refused and its pause is not over: then there is nothing to ask for. */
        synchronized boolean isPausing(long nanos) {
            return refused && !mayLogIn(nanos);
        }

        synchronized long secondsLeft(long nanos) {
            return mayLogIn(nanos) ? 0 : Duration.ofNanos(wait - (nanos - from)).toSeconds();
        }

        synchronized void tried(long nanos) {
            tried = true;
            from = nanos;
            wait = GAP_NANOS;
        }

        synchronized void accepted() {
            refused = false;
            pause = firstPause;
        }

        synchronized void refused(long nanos) {
            refused = true;
            tried = true;
            from = nanos;
            wait = Math.round(pause * (1 + 0.25 * random.getAsDouble()));
            pause = Math.min(LONGEST_NANOS, pause * 2);
        }
    }
}
