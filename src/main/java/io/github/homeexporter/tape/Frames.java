package io.github.homeexporter.tape;

import io.github.homeexporter.tape.Tape.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said between one kind of device and the program. At {@code log.level.<kind>=trace} every frame is a log line; a
 * {@link Tape} that was inserted takes them, or gives the device's answers. What opens a device to others is masked: logins,
 * tokens, keys, and where the house stands.
 */
public final class Frames {
    private static final String OURS = "io.github.homeexporter.";
    private static final int LONGEST_LINE = 4096;
    private static final String MASKED = "xxxxxx";

    /** A value of JSON keeps its length, so that a recording can be played: keys and salts are hex digits there. */
    private static final Pattern JSON = Pattern.compile(
            "(?i)([\"'](?:password|passwd|pwd|token|key|salt|secret|username|email|owner|latitude|longitude|latitude_i"
                    + "|longitude_i|location|remoteUrl|ssid)[\"']\\s*:\\s*[\"'])([^\"']*)");

    private static final Pattern NUMBERS =
            Pattern.compile("(?i)(\"(?:latitude|longitude)(?:_i)?\"\\s*:\\s*)(-?[0-9.]+)");
    private static final Pattern COMMANDS = Pattern.compile(
            "(LOGIN;|(?:getjwt|gettoken|getwebtoken|authwithtoken|refreshjwt|refreshtoken|killtoken|checktoken"
                    + "|authenticate|keyexchange|enc|fenc)/)[^\\s\"]*");

    private static volatile Tape tape;

    private final Logger log;
    private final String kind;

    private Frames(String kind) {
        this.kind = kind;
        this.log = LoggerFactory.getLogger(OURS + kind + ".Frames");
    }

    /** @param kind as in {@code log.level.<kind>} */
    public static Frames of(String kind) {
        return new Frames(kind);
    }

    /** For the whole process, before its routes start: null takes it out. */
    public static void insert(Tape other) {
        tape = other;
    }

    /** Whether the inserted tape answers instead of the devices. */
    public static boolean isReplay() {
        Tape now = tape;
        return now != null && now.answers();
    }

    /** Whether anybody looks: what is made only to be shown need not be made otherwise. */
    public boolean isWatched() {
        return log.isTraceEnabled() || (tape != null && !isReplay());
    }

    public void sent(String peer, String text) {
        if (isWatched()) {
            took(true, peer, false, text);
        }
    }

    public void received(String peer, String text) {
        if (isWatched()) {
            took(false, peer, false, text);
        }
    }

    public void sent(String peer, byte[] bytes) {
        if (isWatched()) {
            took(true, peer, true, HexFormat.of().formatHex(bytes));
        }
    }

    public void received(String peer, byte[] bytes) {
        if (isWatched()) {
            took(false, peer, true, HexFormat.of().formatHex(bytes));
        }
    }

    /** What remains of the buffer, which stays as it is. */
    public void received(String peer, ByteBuffer bytes) {
        if (isWatched()) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            received(peer, copy);
        }
    }

    /** One line at debug: what was asked and what came of it. */
    public void exchanged(String peer, Object question, Object answer) {
        if (log.isDebugEnabled()) {
            log.debug("{}: {} -> {}", peer, oneLine(String.valueOf(question)), oneLine(String.valueOf(answer)));
        }
    }

    private void took(boolean sent, String peer, boolean hex, String content) {
        String shown = hex ? content : masked(content);
        if (log.isTraceEnabled()) {
            log.trace("{} {} {}", peer, sent ? ">" : "<", oneLine(shown));
        }
        Tape now = tape;
        if (now != null) {
            now.take(new Frame(Instant.now(), sent, kind, called(peer), hex, shown));
        }
    }

    private static String oneLine(String text) {
        String cut = text.length() > LONGEST_LINE
                ? text.substring(0, LONGEST_LINE) + " (and " + (text.length() - LONGEST_LINE) + " more)"
                : text;
        return Tape.escaped(cut);
    }

    static String masked(String text) {
        String json = JSON.matcher(text)
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        m.group(1) + "0".repeat(m.group(2).length())));
        String numbers = NUMBERS.matcher(json).replaceAll("$10");
        return COMMANDS.matcher(numbers).replaceAll("$1" + MASKED);
    }

    /** A peer's name is one word of a line. */
    private static String called(String peer) {
        return peer.isBlank() ? "-" : peer.replaceAll("\\s+", "_");
    }

    /** In a replay: the device's answer; empty when the recording has none. */
    public Optional<String> answer(String peer, String question) {
        return isReplay() ? tape.answer(kind, called(peer), masked(question), 0) : Optional.empty();
    }

    /** @param ignored bytes at the beginning that count the questions */
    public Optional<byte[]> answer(String peer, byte[] question, int ignored) {
        return isReplay()
                ? tape.answer(kind, called(peer), HexFormat.of().formatHex(question), 2 * ignored)
                        .map(HexFormat.of()::parseHex)
                : Optional.empty();
    }

    /** In a replay: all that the device said, in its order. */
    public void replay(String peer, Consumer<String> text, Consumer<ByteBuffer> bytes) {
        List<Frame> frames = isReplay() ? tape.received(kind, called(peer)) : List.of();
        for (Frame frame : frames) {
            if (frame.hex()) {
                bytes.accept(ByteBuffer.wrap(HexFormat.of().parseHex(frame.content())));
            } else {
                text.accept(frame.content());
            }
        }
    }
}
