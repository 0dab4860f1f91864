package io.github.homeexporter.homeassistant.entity;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns with {@code *} and {@code ?}, several separated by {@code |}. Upper and lower case differ. */
public record Glob(String text, Pattern pattern) {
    public static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '|' -> regex.append('|');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** A list separated by commas or blanks. */
    public static List<Glob> list(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Glob::of)
                .toList();
    }

    public static boolean any(List<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }

    boolean matches(String candidate) {
        return pattern.matcher(candidate).matches();
    }
}
