package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.words.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The unit in a format: {@code %.1fkWh}, or {@code <v.1> kWh} as newer Loxone Config writes it. It is what stands behind the
 * number; people write words around both.
 */
public final class FormatUnit {
    private static final Pattern NUMBER =
            Pattern.compile("%[-+ #0]*\\d*(?:\\.\\d+)?l?[dfiuxXeEgGs]|<v(?:\\.\\d+)?[a-z]?>");
    /** {@code kWh / m²} is one unit, and so is {@code ° C}. */
    private static final Pattern LOOSE = Pattern.compile("(?<=\\S)\\s*/\\s*(?=\\S)|(?<=°)\\s+(?=[CF]\\b)");

    private static final Pattern AROUND = Pattern.compile("^[(\\[{]+|[)\\]},;:!?.]+$");
    private static final Pattern CURRENCY = Pattern.compile("\\p{Sc}|[A-Z]{3}");

    private FormatUnit() {}

    /** Empty when the format names none. */
    public static String of(String format) {
        Matcher number = NUMBER.matcher(format);
        if (!number.find()) {
            String all = unit(format);
            return isUnit(all) ? all : "";
        }
        int start = number.start();
        int end = number.end();
        // what a second number is of is not known
        String behind = number.find() ? "" : unit(format.substring(end));
        return behind.isEmpty() ? before(format.substring(0, start)) : behind;
    }

    private static String unit(String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return "";
        }
        String first = words.get(0);
        // a word among others is part of a sentence: of, until, remaining
        return words.size() == 1 || isUnit(first) ? first : "";
    }

    /** Only what cannot be a word of a sentence is a unit that stands first: {@code € 1.20}. */
    private static String before(String text) {
        List<String> words = words(text);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return CURRENCY.matcher(last).matches() || (last.equals("°C") || last.equals("°F")) ? last : "";
    }

    private static List<String> words(String text) {
        Matcher loose = LOOSE.matcher(text.replace("%%", "%"));
        String joined = loose.replaceAll(found -> found.group().contains("/") ? "/" : "");
        return Arrays.stream(joined.strip().split("\\s+"))
                .map(FormatUnit::bare)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String bare(String word) {
        return isUnit(word) ? word : AROUND.matcher(word).replaceAll("");
    }

    private static boolean isUnit(String word) {
        return Unit.of(word).isPresent() || Unit.like(word).isPresent() || word.startsWith("°");
    }
}
