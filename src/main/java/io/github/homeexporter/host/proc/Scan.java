package io.github.homeexporter.host.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a kernel file's bytes line by line and word by word without making strings of what is only a number. The bytes
 * belong to whoever read the file and may change with its next reading: parse at once.
 */
public final class Scan {
    /** What {@link #number()} says when there is no number: below every value a kernel file can hold. */
    public static final long NONE = Long.MIN_VALUE;

    private final byte[] bytes;
    private final int end;
    private int next;
    private int position;
    private int lineEnd;

    public Scan(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    public static Scan of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Scan(utf8, utf8.length);
    }

    /** A text as a decimal number, {@link #NONE} when its first word is none. */
    public static long number(String text) {
        Scan in = of(text);
        in.line();
        return in.number();
    }

    /** A word as a number, {@link #NONE} when it is none or more than a long holds. */
    public static long number(String word, int radix) {
        try {
            return Long.parseLong(word, radix);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /**
     * The wanted keys' numbers of a file of lines {@code key number} (vmstat, the cgroups' memory.stat, cpu.stat,
     * memory.events), in the order of {@code wanted}; {@link #NONE} for one the file does not have.
     */
    public long[] keyed(List<String> wanted) {
        long[] found = new long[wanted.size()];
        Arrays.fill(found, NONE);
        while (line()) {
            for (int i = 0; i < found.length; i++) {
                if (passedWord(wanted.get(i))) {
                    found[i] = number();
                    break;
                }
            }
        }
        return found;
    }

    /** Moves to the start of the next line; false when there is none. Must be called before anything else. */
    public boolean line() {
        if (next >= end) {
            position = end;
            lineEnd = end;
            return false;
        }
        position = next;
        lineEnd = next;
        while (lineEnd < end && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        next = lineEnd + 1;
        return true;
    }

    /** Passes over blanks; whether anything is left in the line. */
    public boolean more() {
        while (position < lineEnd && isBlank(bytes[position])) {
            position++;
        }
        return position < lineEnd;
    }

    /**
     * The next word as a decimal number. {@link #NONE} when there is none or it is something else; more than a long holds
     * is {@link Long#MAX_VALUE}.
     */
    public long number() {
        if (!more()) {
            return NONE;
        }
        boolean negative = bytes[position] == '-';
        int at = negative ? position + 1 : position;
        boolean legal = at < lineEnd && !isBlank(bytes[at]);
        long value = 0;
        for (; at < lineEnd && !isBlank(bytes[at]); at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                legal = false;
            } else {
                value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
            }
        }
        position = at;
        if (!legal) {
            return NONE;
        }
        return negative ? -value : value;
    }

    /** The next word as a number with a decimal point, not negative; NaN when there is none or it is something else. */
    public double decimal() {
        String word = word();
        int dots = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return Double.NaN;
            }
        }
        return dots > 1 || word.length() <= dots ? Double.NaN : Double.parseDouble(word);
    }

    /** The next word, empty when there is none. */
    public String word() {
        more();
        int start = position;
        while (position < lineEnd && !isBlank(bytes[position])) {
            position++;
        }
        return text(start, position);
    }

    /** The text before the next {@code mark} of the line, which is passed over; null when the line has no more of it. */
    public String until(char mark) {
        for (int at = position; at < lineEnd; at++) {
            if (bytes[at] == mark) {
                String text = text(position, at);
                position = at + 1;
                return text;
            }
        }
        return null;
    }

    /** Moves behind the last {@code mark} of the line; false, and nothing moves, when there is none. */
    public boolean afterLast(char mark) {
        for (int at = lineEnd - 1; at >= position; at--) {
            if (bytes[at] == mark) {
                position = at + 1;
                return true;
            }
        }
        return false;
    }

    /** Passes over {@code ascii} when the rest of the line starts with it. */
    public boolean passed(String ascii) {
        if (lineEnd - position < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[position + i] != ascii.charAt(i)) {
                return false;
            }
        }
        position += ascii.length();
        return true;
    }

    /** Passes over {@code key} when it is the whole next word. */
    public boolean passedWord(String key) {
        int start = position;
        if (passed(key) && (position == lineEnd || isBlank(bytes[position]))) {
            return true;
        }
        position = start;
        return false;
    }

    /** What is left of the line, without blanks around it. */
    public String rest() {
        String rest = text(position, lineEnd).strip();
        position = lineEnd;
        return rest;
    }

    /** Bytes there are. */
    public int size() {
        return end;
    }

    /** Everything, whatever was read so far. */
    public String all() {
        return text(0, end);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
