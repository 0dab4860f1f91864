package io.github.homeexporter.loxone.login;

import io.github.homeexporter.conversation.Line;
import io.github.homeexporter.loxone.frame.Irregularity;
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
}
