package io.github.homeexporter.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unit as a device or a metric's name writes it, and what it is elsewhere, of the table {@code words/units.txt}. What a spelling lacks in the table, nobody has
 * asked for: a column is filled only where its reader wants exactly this spelling.
 *
 * @param word the one word that rules use for it
 * @param base what Loxone's values are exported in, null when they stay as they are
 * @param ucum in the letters of https://ucum.org, which OTLP wants; empty when it is not known
 * @param homeAssistant as Home Assistant spells it, empty when it is not known there
 * @param deviceClass the device class that Home Assistant gives to this unit; empty where the unit alone does not say what is
 *     measured: a percentage is no humidity, and a kelvin as a rule is a difference
 * @param factor what a number is multiplied with to be in Home Assistant's unit
 * @param digits behind the point that Home Assistant shows
 */
public record Unit(
        String word, BaseUnit base, String ucum, String homeAssistant, String deviceClass, double factor, int digits) {
    private static final String FILE = "/words/units.txt";

    /** In front of these, a small m is a thousandth and a large one a million. */
    private static final Set<String> MILLI_OR_MEGA =
            Set.of("w", "wh", "j", "v", "a", "s", "g", "hz", "l", "pa", "bar", "b", "m", "in");

    private static final Map<String, Unit> BY_TEXT = read();
    private static final Map<String, Unit> BY_FOLDED = folded();

    /** By its exact spelling. */
    public static Optional<Unit> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /**
     * By a spelling that people mean the same by: {@code BAR}, {@code l/Min}, {@code ºC} with the sign of ordinals. None where
     * large and small letters tell units apart ({@code mW}, {@code MW}), and of single letters.
     */
    public static Optional<Unit> like(String text) {
        Unit exact = BY_TEXT.get(text);
        return Optional.ofNullable(exact != null && exact.base() != null ? exact : BY_FOLDED.get(fold(text)));
    }

    private static String fold(String text) {
        return text.replaceAll("[º˚]", "°").replace("^", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Unit> folded() {
        Map<String, Unit> units = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        BY_TEXT.forEach((spelling, unit) -> {
            String key = fold(spelling);
            Unit other = unit.base() == null ? null : units.putIfAbsent(key, unit);
            boolean twoMeanings = other != null && !other.base().equals(unit.base());
            boolean prefix = key.startsWith("m") && MILLI_OR_MEGA.contains(key.substring(1));
            if (key.length() < 2 || key.equals("in") || twoMeanings || prefix) {
                ambiguous.add(key);
            }
        });
        units.keySet().removeAll(ambiguous);
        return units;
    }

    /** {@code °C} is {@code C}, {@code RPM} is {@code rpm}; what is not in the table stays as it is. */
    public static String word(String text) {
        String spelling = text.strip();
        return of(spelling).map(Unit::word).orElse(spelling);
    }

    private static Map<String, Unit> read() {
        Map<String, Unit> units = new HashMap<>();
        try (InputStream in = Unit.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // after the comment and the names of the columns
            text.lines().skip(2).forEach(line -> {
                String[] cells = line.split(" +\\| +");
                for (String spelling : cells[0].split(" ")) {
                    units.put(spelling, unit(spelling, cells));
                }
            });
            return units;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Unit unit(String spelling, String[] cells) {
        BaseUnit base = cells[2].equals("-") ? null : new BaseUnit(cells[2], number(cells[3], 1), number(cells[4], 0));
        String word = cells[1].equals("-") ? spelling : cells[1];
        return new Unit(word, base, text(cells[5]), text(cells[6]), text(cells[7]), number(cells[8], 1), (int)
                number(cells[9], -1));
    }

    private static String text(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    /** Of a decimal number or a quotient of two. */
    private static double number(String cell, double otherwise) {
        if (cell.equals("-")) {
            return otherwise;
        }
        int slash = cell.indexOf('/');
        return slash < 0
                ? Double.parseDouble(cell)
                : Double.parseDouble(cell.substring(0, slash)) / Double.parseDouble(cell.substring(slash + 1));
    }

    /**
     * The unit a value is exported in, and the way from the device's number: {@code value * factor + offset}.
     *
     * @param name as it ends a metric name: {@code celsius}
     */
    public record BaseUnit(String name, double factor, double offset) {
        public static final BaseUnit CELSIUS = new BaseUnit("celsius", 1, 0);
        public static final BaseUnit FAHRENHEIT = new BaseUnit("celsius", 5 / 9.0, -160 / 9.0);

        /** By the unit's text as a format has it. */
        public static Optional<BaseUnit> of(String text) {
            return Unit.like(text).map(Unit::base);
        }

        public double apply(double value) {
            return value * factor + offset;
        }
    }
}
