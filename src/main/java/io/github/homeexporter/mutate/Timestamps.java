package io.github.homeexporter.mutate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as devices write them, {@code 28.05.18 14:17:30} or {@code 2018-05-28 14:17}, in the device's own time zone, or in UTC
 * with a Z behind them. A time
 * the clocks skip in spring is moved on by the gap; one that comes twice in autumn is the first of the two.
 */
final class Timestamps {
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?(Z?)");

    private Timestamps() {}

    /** Seconds since 1970, or empty when the text is no date or the date does not exist. */
    static OptionalLong parse(String text, ZoneId zone) {
        String t = text.strip();
        Matcher dayFirst = DAY_FIRST.matcher(t);
        if (dayFirst.matches()) {
            int year = number(dayFirst.group(3));
            return at(
                    year < 100 ? 2000 + year : year,
                    number(dayFirst.group(2)),
                    number(dayFirst.group(1)),
                    dayFirst,
                    zone);
        }
        Matcher yearFirst = YEAR_FIRST.matcher(t);
        if (yearFirst.matches()) {
            return at(
                    number(yearFirst.group(1)),
                    number(yearFirst.group(2)),
                    number(yearFirst.group(3)),
                    yearFirst,
                    yearFirst.group(7).isEmpty() ? zone : ZoneOffset.UTC);
        }
        return OptionalLong.empty();
    }

    private static OptionalLong at(int year, int month, int day, Matcher m, ZoneId zone) {
        try {
            LocalDateTime time =
                    LocalDateTime.of(year, month, day, number(m.group(4)), number(m.group(5)), number(m.group(6)));
            return OptionalLong.of(ZonedDateTime.of(time, zone).toEpochSecond());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
