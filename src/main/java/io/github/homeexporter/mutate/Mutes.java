package io.github.homeexporter.mutate;

import com.google.re2j.Pattern;
import io.github.homeexporter.words.Slug;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Readings whose failure nobody wants to hear of: pairs {@code section:name} of regular expressions over slugs, not
 * anchored, as in the replaced exporter. In the text of an option a comma or colon of an expression is written {@code \,}
 * or {@code \:}.
 */
public final class Mutes {
    /**
     * One pair, as the replaced exporter's file has it under {@code domain} and {@code field}.
     *
     * @param section RE2 expression
     * @param name RE2 expression
     */
    public record Pair(String section, String name) {}

    private record Compiled(Pattern section, Pattern name) {}

    private final List<Compiled> pairs = new ArrayList<>();

    private Mutes() {}

    /** @throws IllegalArgumentException naming the pair that is wrong */
    static Mutes parse(String option) {
        Mutes mutes = new Mutes();
        if (option == null || option.isBlank()) {
            return mutes;
        }
        for (String pair : split(option, ',')) {
            List<String> two = split(pair, ':');
            if (two.size() != 2) {
                throw new IllegalArgumentException(
                        "\"" + pair.strip() + "\"; allowed: section:name, pairs separated by commas");
            }
            mutes.pairs.add(new Compiled(
                    Regex.compile(plain(two.get(0).strip())),
                    Regex.compile(plain(two.get(1).strip()))));
        }
        return mutes;
    }

    /** The text of the option {@code mutes} for these pairs. */
    public static String option(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> escaped(pair.section()) + ":" + escaped(pair.name()))
                .collect(Collectors.joining(","));
    }

    boolean mutes(String section, String name) {
        if (pairs.isEmpty()) {
            return false;
        }
        String sectionSlug = Slug.path(section);
        String nameSlug = Slug.of(name);
        return pairs.stream()
                .anyMatch(pair -> pair.section().matcher(sectionSlug).find()
                        && pair.name().matcher(nameSlug).find());
    }

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == at) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String plain(String regex) {
        return regex.replace("\\,", ",").replace("\\:", ":");
    }

    private static String escaped(String regex) {
        return regex.replace(",", "\\,").replace(":", "\\:");
    }
}
