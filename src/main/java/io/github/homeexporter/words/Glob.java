package io.github.homeexporter.words;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A pattern against a whole name, case-sensitive. */
public record Glob(String text, Pattern pattern) {
    /**
     * As in a shell: {@code *}, {@code ?}, {@code [seq]}, {@code [!seq]}.
     *
     * @throws IllegalArgumentException naming the pattern
     */
    public static Glob of(String text) {
        try {
            return new Glob(text, Pattern.compile(regex(text), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name pattern; allowed: *, ?, [abc], [!abc]", e);
        }
    }

    /** {@code *} and {@code ?}, several separated by {@code |}; brackets stand for themselves. */
    public static Glob anyOf(String alternatives) {
        String regex = Arrays.stream(alternatives.split("\\|", -1))
                .map(one -> regex(one.replace("[", "[[]")))
                .collect(Collectors.joining("|"));
        return new Glob(alternatives, Pattern.compile(regex, Pattern.DOTALL));
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
        return pattern.matches(name);
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
