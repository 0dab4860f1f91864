package io.github.homeexporter.mutate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, dates and texts as devices write them. */
final class DeviceText {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern GROUPED_COMMA = Pattern.compile("[+-]?\\d{1,3}(?:\\.\\d{3})+,\\d+");
    private static final Pattern GROUPED_POINT = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+\\.\\d+");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?(Z?)");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,400}>");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");

    private DeviceText() {}

    /** {@code 13.08}, {@code -5}, {@code 1.5e3}; nothing else. */
    static OptionalDouble plain(String text) {
        String t = text.strip();
        return PLAIN.matcher(t).matches() ? OptionalDouble.of(Double.parseDouble(t)) : OptionalDouble.empty();
    }

    /** As {@link #plain}, and with a decimal comma, and with groups of thousands when a decimal mark follows them. */
    static OptionalDouble spoken(String text) {
        String t = text.strip();
        if (t.indexOf(',') < 0) {
            return plain(t);
        }
        if (GROUPED_COMMA.matcher(t).matches()) {
            return plain(t.replace(".", "").replace(',', '.'));
        }
        if (GROUPED_POINT.matcher(t).matches()) {
            return plain(t.replace(",", ""));
        }
        return plain(t.replace(',', '.'));
    }

    /** One number, or what is wrong with the text. */
    static double require(String text) {
        return spoken(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a number"));
    }

    /**
     * Seconds since 1970, or empty when the text is no date or the date does not exist. Written {@code 28.05.18 14:17:30} or
     * {@code 2018-05-28 14:17}, in the device's own time zone, or in UTC with a Z behind them. A time the clocks skip in spring is
     * moved on by the gap; one that comes twice in autumn is the first of the two.
     */
    static OptionalLong timestamp(String text, ZoneId zone) {
        String t = text.strip();
        Matcher dayFirst = DAY_FIRST.matcher(t);
        if (dayFirst.matches()) {
            int year = digits(dayFirst.group(3));
            return at(
                    year < 100 ? 2000 + year : year,
                    digits(dayFirst.group(2)),
                    digits(dayFirst.group(1)),
                    dayFirst,
                    zone);
        }
        Matcher yearFirst = YEAR_FIRST.matcher(t);
        if (yearFirst.matches()) {
            return at(
                    digits(yearFirst.group(1)),
                    digits(yearFirst.group(2)),
                    digits(yearFirst.group(3)),
                    yearFirst,
                    yearFirst.group(7).isEmpty() ? zone : ZoneOffset.UTC);
        }
        return OptionalLong.empty();
    }

    private static OptionalLong at(int year, int month, int day, Matcher m, ZoneId zone) {
        try {
            LocalDateTime time =
                    LocalDateTime.of(year, month, day, digits(m.group(4)), digits(m.group(5)), digits(m.group(6)));
            return OptionalLong.of(ZonedDateTime.of(time, zone).toEpochSecond());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int digits(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** Of a web page, as a label may carry it: without tags and entities, every run of blanks one blank. */
    static String strip(String text) {
        String plain = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll(" ");
        if (plain.indexOf('&') >= 0) {
            plain = plain.replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }
}
