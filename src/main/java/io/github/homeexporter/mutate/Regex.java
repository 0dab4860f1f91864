package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** RE2 expressions: they take linear time whatever a device says, and mean what they meant in the replaced exporter. */
public final class Regex {
    private static final int REMEMBERED = 500;
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private Regex() {}

    /** @throws IllegalArgumentException saying what is wrong with it */
    public static Pattern compile(String regex) {
        Pattern known = COMPILED.get(regex);
        if (known != null) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            if (COMPILED.size() >= REMEMBERED) {
                COMPILED.clear();
            }
            COMPILED.put(regex, pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            String hint = regex.contains("(?=") || regex.contains("(?!") || regex.contains("(?<")
                    ? " (no look-around; a named group is (?P<name>…))"
                    : "";
            throw new IllegalArgumentException(
                    "bad regular expression \"" + regex + "\": " + e.getDescription() + hint, e);
        }
    }
}
