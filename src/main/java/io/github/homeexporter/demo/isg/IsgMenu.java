package io.github.homeexporter.demo.isg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pages of a simulated ISG at a moment, as {@code demo/isg.csv} has them: values move as those of a heat pump do. */
final class IsgMenu {
    static final List<String> LANGUAGES = List.of("de", "en");
    private static final String TABLE = "/demo/isg.csv";
    private static final String TITLE = "page";

    private record Entry(String page, List<String> section, List<String> label, String what) {
        boolean isTitle() {
            return what.equals(TITLE);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final int language;

    /** @param language de or en */
    IsgMenu(String language) {
        this.language = LANGUAGES.indexOf(language);
        if (this.language < 0) {
            throw new IllegalArgumentException("no language \"" + language + "\"; allowed: " + LANGUAGES);
        }
        try (InputStream in = IsgMenu.class.getResourceAsStream(TABLE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(";", 6))
                    .forEach(c -> entries.add(new Entry(c[0], List.of(c[1], c[2]), List.of(c[3], c[4]), c[5])));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + TABLE, e);
        }
    }

    /** Titles by page. */
    Map<String, String> navigation() {
        Map<String, String> all = new LinkedHashMap<>();
        entries.stream()
                .filter(Entry::isTitle)
                .forEach(entry -> all.put(entry.page(), entry.label().get(language)));
        return all;
    }

    /** @param seconds since the heat pump was switched on */
    List<IsgTable> tables(String page, double seconds) {
        Map<String, IsgTable> tables = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.page().equals(page) || entry.isTitle()) {
                continue;
            }
            IsgTable table = tables.computeIfAbsent(entry.section().get(language), IsgTable::of);
            String[] words = entry.what().split(" ");
            String label = entry.label().get(language);
            if (!words[0].equals("icon")) {
                table.with(label, text(words, entry.what(), seconds));
            } else if (isOn(number(words, 1), seconds)) {
                table.flag(label, IsgTable.ON);
            }
        }
        return List.copyOf(tables.values());
    }

    private String text(String[] words, String what, double seconds) {
        return switch (words[0]) {
            case "wave" -> format(words[1], wave(words, seconds)) + words[2];
            case "meter" -> format(words[1], number(words, 3) + number(words, 4) * seconds / 3600) + words[2];
            case "switch" ->
                isOn(number(words, 1), seconds) ? (language == 0 ? "Ein" : "On") : language == 0 ? "Aus" : "Off";
            case "clock" ->
                String.format(Locale.ROOT, "%02d:%02d", (long) seconds / 3600 % 24, (long) seconds / 60 % 60);
            default -> what.substring(what.indexOf(' ') + 1);
        };
    }

    private static double wave(String[] words, double seconds) {
        return number(words, 3) + number(words, 4) * Math.sin(2 * Math.PI * seconds / number(words, 5));
    }

    private static boolean isOn(double period, double seconds) {
        return (long) (seconds / period) % 2 == 0;
    }

    private String format(String digits, double value) {
        return String.format(language == 0 ? Locale.GERMANY : Locale.ROOT, "%." + digits + "f", value);
    }

    private static double number(String[] words, int index) {
        return Double.parseDouble(words[index]);
    }
}
