package io.github.homeexporter.status;

import io.github.homeexporter.sample.StoredSample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Which series are asked for.
 *
 * @param device name of the one device, empty for all
 * @param room value of the label {@code room}, empty for all
 * @param words all of which must stand in the device's name, the series' name, its labels or its unit; in lower case
 * @param offset how many to leave out
 * @param limit how many at most
 */
record StatusQuery(String device, String room, List<String> words, int offset, int limit) {
    /** Also what is given when no limit is asked for: what a slow reader holds of the heap depends on it. */
    static final int HIGHEST_LIMIT = 5_000;

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

    boolean wants(String deviceName, StoredSample sample) {
        if (!room.isEmpty() && !room.equals(sample.series().labels().get("room"))) {
            return false;
        }
        if (words.isEmpty()) {
            return true;
        }
        String text =
                (deviceName + ' ' + sample.series() + ' ' + Selection.unit(sample.series())).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
