package io.github.homeexporter.status;

import io.github.homeexporter.sample.Series;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which series are asked for.
 *
 * @param device name of the one device, empty for all
 * @param room value of the label {@code room}, empty for all
 * @param words all of which must stand in the device's name, the series' name, its title, its labels or its unit; in lower case
 * @param offset how many to leave out
 * @param limit how many at most
 */
record StatusQuery(String device, String room, List<String> words, int offset, int limit) {
    /** Also what is given when no limit is asked for: what a slow reader holds of the heap depends on it. */
    static final int HIGHEST_LIMIT = 5_000;

    static final Predicate<Series> ANY = series -> true;

    private static final int LONGEST_SEARCH = 200;

    /** @throws IllegalArgumentException saying which parameter is wrong and what is allowed */
    static StatusQuery of(UnaryOperator<String> parameter) {
        return of(parameter, HIGHEST_LIMIT);
    }

    /** @param highest limit, and what is given when none is asked for */
    static StatusQuery of(UnaryOperator<String> parameter, int highest) {
        String search = parameter.apply("search").strip().toLowerCase(Locale.ROOT);
        if (search.length() > LONGEST_SEARCH) {
            throw new IllegalArgumentException("search is too long; allowed: " + LONGEST_SEARCH + " characters");
        }
        return new StatusQuery(
                parameter.apply("device"),
                parameter.apply("room"),
                search.isEmpty() ? List.of() : Arrays.asList(search.split("\\s+")),
                number(parameter, "offset", 0, Integer.MAX_VALUE),
                number(parameter, "limit", highest, highest));
    }

    private static int number(UnaryOperator<String> parameter, String name, int otherwise, int highest) {
        String text = parameter.apply(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, without the text: it is the caller's
        }
        throw new IllegalArgumentException(name + " is no number; allowed: 0 to " + highest);
    }

    boolean wants(String deviceName) {
        return device.isEmpty() || device.equals(deviceName);
    }

    /** Which series of a device: {@link #ANY} for all of them. */
    Predicate<Series> of(String deviceName) {
        String name = deviceName.toLowerCase(Locale.ROOT);
        Predicate<Series> all =
                room.isEmpty() ? ANY : series -> room.equals(series.labels().get("room"));
        for (String word : words) {
            if (!name.contains(word)) {
                Predicate<Series> inText = isAscii(word) ? inText(word) : series -> isIn(word, series.toString());
                all = all.and(inText.or(series -> isIn(word, series.family().unit()))
                        .or(series -> isIn(word, series.item().title())));
            }
        }
        return all;
    }

    private static boolean isIn(String word, String text) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    /** In its text as it lies there: to make another of each of fifty thousand takes longer than all the rest. */
    private static Predicate<Series> inText(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        return series -> {
            byte[] text = series.text();
            for (int from = 0; from <= text.length - wanted.length; from++) {
                int same = 0;
                while (same < wanted.length && lower(text[from + same]) == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return true;
                }
            }
            return false;
        };
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
