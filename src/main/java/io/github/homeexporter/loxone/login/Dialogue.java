package io.github.homeexporter.loxone.login;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.net.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Commands and their answers, one at a time: the Miniserver answers in order and repeats the command only roughly. An answer
 * belongs to the command whose verb it repeats.
 */
public final class Dialogue {
    /**
     * @param verb the part of the command that its answer repeats and that holds no secret
     * @param document takes what comes instead of an answer; null when only an answer may come
     * @param first the character that a document begins with
     */
    private record Command(
            String text,
            String verb,
            boolean encrypted,
            Consumer<Answer> then,
            Consumer<String> document,
            char first) {}

    private final Line line;
    private final LongSupplier now;
    private final SessionCipher cipher;
    private final Duration patience;
    private final Queue<Command> waiting = new ArrayDeque<>();
    private Command asked;
    private long deadline;

    /** @param now monotonic nanoseconds */
    public Dialogue(Line line, LongSupplier now, SessionCipher cipher, Duration patience) {
        this.line = line;
        this.now = now;
        this.cipher = cipher;
        this.patience = patience;
    }

    public void ask(String command, String verb, Consumer<Answer> then) {
        put(new Command(command, verb, false, then, null, '{'));
    }

    public void askEncrypted(String command, String verb, Consumer<Answer> then) {
        put(new Command(command, verb, true, then, null, '{'));
    }

    /**
     * Asks for a document.
     *
     * @param first the character it begins with
     * @param refused takes the answer that may come instead
     */
    public void askFor(String path, String verb, char first, Consumer<String> document, Consumer<Answer> refused) {
        put(new Command(path, verb, false, refused, document, first));
    }

    public boolean isIdle() {
        return asked == null;
    }

    public boolean awaitsDocument() {
        return asked != null && asked.document() != null;
    }

    /** Drops whatever was asked or waits: the goodbye cannot queue up behind a download. */
    public void clear() {
        waiting.clear();
        asked = null;
    }

    public void text(String text) {
        if (Answer.looksLike(text)) {
            Optional<Answer> answer = Answer.parse(text);
            if (answer.isEmpty()) {
                line.error(Irregularity.BAD_ANSWER.reason());
            } else if (!belongsToAsked(answer.get())) {
                line.error(Irregularity.UNEXPECTED_ANSWER.reason());
            } else {
                done().then().accept(answer.get());
                next();
            }
        } else if (awaitsDocument() && isDocument(text, asked.first())) {
            done().document().accept(text);
            next();
        } else {
            line.error(Irregularity.BAD_ANSWER.reason());
        }
    }

    private static boolean isDocument(String text, char first) {
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == first;
    }

    /** A payload of so many bytes is under way: it may be what is waited for. */
    public void announced(long length) {
        long extended = now.getAsLong() + patience.toNanos() + SessionTiming.nanosFor(length);
        if (asked != null && extended - deadline > 0) {
            deadline = extended;
        }
    }

    public void tick() {
        if (asked != null && now.getAsLong() - deadline >= 0) {
            line.fail(new Fault(
                    "no_answer",
                    "the Miniserver accepted the connection but did not answer " + asked.verb() + " within "
                            + patience.toSeconds() + " s"));
        }
    }

    private boolean belongsToAsked(Answer answer) {
        if (asked == null) {
            return false;
        }
        String control = answer.control().toLowerCase(Locale.ROOT);
        return control.contains(asked.verb().toLowerCase(Locale.ROOT))
                || (asked.encrypted() && control.contains("enc/"));
    }

    private void put(Command command) {
        waiting.add(command);
        next();
    }

    private Command done() {
        Command command = asked;
        asked = null;
        return command;
    }

    private void next() {
        if (asked == null && !waiting.isEmpty()) {
            asked = waiting.remove();
            deadline = now.getAsLong() + patience.toNanos();
            line.send(asked.encrypted() ? cipher.command(asked.text(), now.getAsLong()) : asked.text());
        }
    }

    /** The protocol's own keep-alive: WebSocket pings are not reliably answered by a busy Miniserver. */
    public static final class Keepalive {
        /** Shorter payloads are through before it matters. */
        private static final long LARGE = 64 * 1024;

        private final SessionTiming timing;
        private final Line line;
        private long next;
        private long deadline;
        private long busyUntil;
        private boolean waiting;

        /** @param now monotonic nanoseconds, as everywhere here */
        public Keepalive(SessionTiming timing, Line line, long now) {
            this.timing = timing;
            this.line = line;
            this.next = now + timing.keepalive().toNanos();
            this.busyUntil = now;
        }

        public void answered(long now) {
            waiting = false;
            next = now + timing.keepalive().toNanos();
        }

        /** A payload of so many bytes is under way: an answer comes behind it. */
        public void announced(long length, long now) {
            if (length > LARGE) {
                busyUntil = now + SessionTiming.nanosFor(length);
            }
        }

        public void tick(long now) {
            if (!waiting && now - next >= 0) {
                waiting = true;
                deadline = now + timing.keepaliveAnswer().toNanos();
                line.send("keepalive");
            } else if (waiting
                    && now - deadline >= 0
                    && now - busyUntil >= timing.keepaliveAnswer().toNanos()) {
                line.fail(new Fault(
                        "keepalive_timeout",
                        "the Miniserver did not answer a keep-alive within "
                                + timing.keepaliveAnswer().toSeconds() + " s"));
            }
        }
    }

    /**
     * How long to wait for what. The Miniserver closes after 5 minutes without a word from us.
     *
     * @param step for the answer to a command; announced payloads get more
     * @param keepalive between two keep-alives
     * @param keepaliveAnswer for the answer to one
     * @param structureCheck between two looks whether the structure file has changed
     * @param devices between two looks at the Miniserver's devices, zero for none
     */
    public record SessionTiming(
            Duration step, Duration keepalive, Duration keepaliveAnswer, Duration structureCheck, Duration devices) {
        /** Slowest transfer that is not yet taken for a dead peer. */
        private static final long BYTES_PER_SECOND = 32 * 1024;

        /** Nanoseconds that a payload of so many bytes may take. */
        static long nanosFor(long bytes) {
            return Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND * bytes;
        }
    }
}
