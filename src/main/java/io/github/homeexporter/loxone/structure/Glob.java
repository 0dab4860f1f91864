package io.github.homeexporter.loxone.structure;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** A shell pattern against a whole name, case-sensitive: {@code *}, {@code ?}, {@code [seq]}, {@code [!seq]}. */
public record Glob(String text, Pattern pattern) {
    /** @throws IllegalArgumentException naming the pattern */
    public static Glob of(String text) {
        try {
            return new Glob(text, Pattern.compile(regex(text), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name pattern; allowed: *, ?, [abc], [!abc]", e);
        }
    }

    boolean matches(String name) {
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
