package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.net.DemoFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The menu of a simulated controller, as {@code demo/luxtronik.csv} has it. */
final class LuxtronikMenu {
    static final List<String> LANGUAGES = List.of("de", "en", "nl", "cs", "fi");

    /**
     * One line of the menu.
     *
     * @param number its place in the table
     * @param names one for each language
     * @param what what it shows; empty for a page or a section, {@code log} for one that only a whole page shows
     */
    record Entry(int number, List<String> names, String what, List<Entry> children) {
        boolean isLeaf() {
            return !what.isEmpty() && !isLog();
        }

        boolean isLog() {
            return what.equals("log");
        }
    }

    private LuxtronikMenu() {}

    /** The top-level pages. */
    static List<Entry> read() {
        List<List<Entry>> open = new ArrayList<>(List.of(new ArrayList<>()));
        int number = 0;
        for (String[] cells : DemoFile.table("luxtronik.csv", 7)) {
            int depth = Integer.parseInt(cells[0]);
            Entry entry = new Entry(
                    number++, Arrays.asList(cells).subList(1, 1 + LANGUAGES.size()), cells[6], new ArrayList<>());
            open.subList(depth + 1, open.size()).clear();
            open.get(depth).add(entry);
            open.add(entry.children());
        }
        return open.get(0);
    }

    /** What a line of the menu shows at a moment: values that move as those of a heat pump do. */
    static final class LuxtronikValue {
        private static final String[] ON = {"Ein", "On", "Aan", "Zapnuto", "On"};
        private static final String[] OFF = {"Aus", "Off", "Uit", "Vypnuto", "Pois"};
        private static final String[][] MODES = {
            {"Heizen", "heating", "Verwarmen", "Topení", "Lämmitys"},
            {"WW", "DHW", "WW", "TUV", "LKV"},
            {"", "", "", "", ""}
        };

        private final int language;
        private final Locale numbers;
        private final double seconds;

        /**
         * @param language index in {@link LuxtronikMenu#LANGUAGES}
         * @param seconds since the controller was switched on
         */
        LuxtronikValue(int language, boolean decimalComma, double seconds) {
            this.language = language;
            this.numbers = decimalComma ? Locale.GERMANY : Locale.ROOT;
            this.seconds = seconds;
        }

        String text(String what) {
            String[] words = what.split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            return switch (words[0]) {
                case "celsius" -> wave("%.1f°C", rest);
                case "kelvin" -> wave("%.1f K", rest);
                case "bar" -> wave("%.2f bar", rest);
                case "flow" -> wave("%.0f l/h", rest);
                case "rpm" -> wave("%.0f RPM", rest);
                case "volt" -> wave("%.2f V", rest);
                case "hertz" -> wave("%.0f Hz", rest);
                case "kilowatt" -> wave("%.2f kW", rest);
                case "percent" -> wave("%.1f %%", rest);
                case "switch" -> isOn(number(rest, 0)) ? ON[language] : OFF[language];
                case "energy" -> format("%.1f kWh", number(rest, 0) + number(rest, 1) * seconds / 3600);
                case "hours" -> (long) (number(rest, 0) + seconds / 3600) + "h";
                case "clock", "time" -> clock((long) (number(rest, 0) + seconds));
                case "count" -> String.valueOf((long) (number(rest, 0) + seconds / 1800));
                case "mode" -> MODES[(int) (seconds / 600) % MODES.length][language];
                case "missing" -> "---";
                case "text" -> localised(rest);
                case "setpoint" -> format("%.1f", number(rest, 0) / number(rest, 1)) + " " + rest.split(" ")[2];
                case "choice" -> CHOICES[0][language];
                default -> "";
            };
        }

        /** What a choice offers, by code. */
        static final String[][] CHOICES = {
            {"Automatik", "automatic", "Automaat", "Automatika", "Automaatti"}, {"Aus", "off", "Uit", "Vypnuto", "Pois"}
        };

        private String wave(String format, String numbersOf) {
            double swing = Math.sin(2 * Math.PI * seconds / Math.max(1, number(numbersOf, 2)));
            return format(format, number(numbersOf, 0) + number(numbersOf, 1) * swing);
        }

        private boolean isOn(double period) {
            return period > 0 && (long) (seconds / period) % 2 == 0;
        }

        private String localised(String texts) {
            String[] each = texts.split("\\|");
            return each[Math.min(language, each.length - 1)];
        }

        private String format(String format, double value) {
            return String.format(numbers, format, value);
        }

        private static String clock(long seconds) {
            return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }

        private static double number(String words, int index) {
            return Double.parseDouble(words.split(" ")[index]);
        }
    }
}
