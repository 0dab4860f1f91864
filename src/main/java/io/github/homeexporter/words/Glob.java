package io.github.homeexporter.words;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern against a whole name, case-sensitive. Thousands of names are held against a thousand of them when a page or a broker
 * first asks what everything is, so no machine for regular expressions is made where there is no set of letters.
 */
public final class Glob {
    private final String text;
    private final List<String> alternatives;
    /** Null unless there is a set of letters in it. */
    private final Pattern pattern;

    private Glob(String text, List<String> alternatives, Pattern pattern) {
        this.text = text;
        this.alternatives = alternatives;
        this.pattern = pattern;
    }

    /**
     * As in a shell: {@code *}, {@code ?}, {@code [seq]}, {@code [!seq]}.
     *
     * @throws IllegalArgumentException naming the pattern
     */
    public static Glob of(String text) {
        if (text.indexOf('[') < 0) {
            return new Glob(text, List.of(text), null);
        }
        try {
            return new Glob(text, List.of(), Pattern.compile(regex(text), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name pattern; allowed: *, ?, [abc], [!abc]", e);
        }
    }

    /** {@code *} and {@code ?}, several separated by {@code |}; brackets stand for themselves. */
    public static Glob anyOf(String alternatives) {
        return new Glob(alternatives, List.of(alternatives.split("\\|", -1)), null);
    }

    /** Those of a list separated by commas or blanks, each as {@link #anyOf} takes it. */
    public static List<Glob> list(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Glob::anyOf)
                .toList();
    }

    public static boolean any(List<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }

    public boolean matches(String name) {
        if (pattern != null) {
            return pattern.matches(name);
        }
        for (String alternative : alternatives) {
            if (fits(alternative, name)) {
                return true;
            }
        }
        return false;
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text) && alternatives.equals(glob.alternatives);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** What a star took is taken back letter by letter, and only of the last star: never more steps than both lengths multiplied. */
    private static boolean fits(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int taken = 0;
        while (n < name.length()) {
            int letter = name.codePointAt(n);
            char wanted = g < glob.length() ? glob.charAt(g) : 0;
            if (wanted == '*' && g < glob.length()) {
                star = g++;
                taken = n;
            } else if (wanted == '?' && g < glob.length()) {
                g++;
                n += Character.charCount(letter);
            } else if (g < glob.length() && wanted == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            // a ] right after the opening is one of the set, as in a shell
            int close = c == '[' ? glob.indexOf(']', i + (glob.startsWith("[!", i) ? 3 : 2)) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                regex.append(set(glob.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String set(String content) {
        boolean not = content.startsWith("!");
        String members = (not ? content.substring(1) : content)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("^", "\\^");
        return (not ? "[^" : "[") + members + "]";
    }
}
