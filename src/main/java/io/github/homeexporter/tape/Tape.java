package io.github.homeexporter.tape;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames in their order, one a line: time, direction ({@code >} to the device, {@code <} from it), kind and peer of the device,
 * form ({@code text} or {@code hex}), content. Either it takes what passes or it answers instead of the devices.
 */
public final class Tape {
    /** Kept of one recording: a Miniserver's structure file has some megabytes, and the lines are made of it once more. */
    private static final long MOST_CHARACTERS =
            Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 12);

    /** What a frame costs beside its content. */
    private static final int FRAME = 200;

    private static final Pattern LINE = Pattern.compile("(\\S+) ([<>]) (\\S+) (\\S+) (text|hex) ?(.*)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[\\\\nr])");

    private final boolean answers;
    private String always;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private long characters;

    /** @param content of a frame of bytes its hex digits */
    record Frame(Instant time, boolean sent, String kind, String peer, boolean hex, String content) {
        boolean isOf(String otherKind, String otherPeer) {
            return kind.equals(otherKind) && peer.equals(otherPeer);
        }

        @Override
        public String toString() {
            return time + (sent ? " > " : " < ") + kind + " " + peer + (hex ? " hex " : " text ") + escaped(content);
        }
    }

    private Tape(boolean answers) {
        this.answers = answers;
    }

    /** An empty one, which takes what passes. */
    public static Tape empty() {
        return new Tape(false);
    }

    /**
     * One that answers.
     *
     * @throws IllegalArgumentException with the number of the line that is none of a recording
     */
    public static Tape of(List<String> lines) {
        Tape tape = new Tape(true);
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                throw new IllegalArgumentException("line " + (i + 1)
                        + " is no frame; allowed: time, > or <, kind, peer, text or hex, what was said");
            }
            tape.frames.add(new Frame(
                    time(line.group(1), i + 1),
                    line.group(2).equals(">"),
                    line.group(3),
                    line.group(4),
                    line.group(5).equals("hex"),
                    plain(line.group(6))));
        }
        return tape;
    }

    private static Instant time(String text, int line) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "line " + line + " does not begin with a time as 2026-01-02T03:04:05Z", e);
        }
    }

    /** One that answers every question with the same. */
    public static Tape always(String answer) {
        Tape tape = new Tape(true);
        tape.always = answer;
        return tape;
    }

    boolean answers() {
        return answers;
    }

    synchronized void take(Frame frame) {
        if (!answers && characters < MOST_CHARACTERS) {
            characters += frame.content().length() + FRAME;
            frames.add(frame);
        }
    }

    /** The lines of the recording. */
    public synchronized List<String> lines() {
        return frames.stream().map(Frame::toString).toList();
    }

    /**
     * What the device said to this: the first time what it said first, then what it said next, and the last answer for ever.
     *
     * @param ignored so many characters at the beginning of a question count themselves
     */
    synchronized Optional<String> answer(String kind, String peer, String question, int ignored) {
        if (always != null) {
            return Optional.of(always);
        }
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            if (frame.sent()
                    && frame.isOf(kind, peer)
                    && tail(frame.content(), ignored).equals(tail(question, ignored))) {
                next(i, kind, peer).ifPresent(answers::add);
            }
        }
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        int number = asked.merge(kind + " " + peer + " " + tail(question, ignored), 1, Integer::sum);
        return Optional.of(answers.get(Math.min(number, answers.size()) - 1));
    }

    private Optional<String> next(int i, String kind, String peer) {
        return frames.subList(i + 1, frames.size()).stream()
                .filter(frame -> frame.isOf(kind, peer))
                .findFirst()
                .filter(frame -> !frame.sent())
                .map(Frame::content);
    }

    private static String tail(String text, int ignored) {
        return text.substring(Math.min(ignored, text.length()));
    }

    /** All that a device said by itself or asked, in its order. */
    synchronized List<Frame> received(String kind, String peer) {
        if (always != null) {
            return List.of(new Frame(Instant.EPOCH, false, kind, peer, false, always));
        }
        return frames.stream()
                .filter(frame -> !frame.sent() && frame.isOf(kind, peer))
                .toList();
    }

    /** One line of it, whatever is in it. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static String plain(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "\\" -> "\\";
                            default ->
                                String.valueOf(
                                        (char) Integer.parseInt(escape.group(1).substring(1), 16));
                        }));
    }
}
