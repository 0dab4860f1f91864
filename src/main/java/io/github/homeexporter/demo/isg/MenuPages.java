package io.github.homeexporter.demo.isg;

import io.github.homeexporter.demo.isg.SimulatedIsg.IsgTable;
import io.github.homeexporter.demo.net.DemoFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The pages of a simulated ISG at a moment, as {@code demo/isg.csv} has them: values move as those of a heat pump do. Written
 * in the structure of an ISG's: an XML prolog before HTML, stray end tags, tables of class info in a form.
 */
final class MenuPages {
    static final List<String> LANGUAGES = List.of("de", "en");
    private static final String TITLE = "page";

    private record Entry(String page, List<String> section, List<String> label, String what) {
        boolean isTitle() {
            return what.equals(TITLE);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final int language;

    /** @param language de or en */
    MenuPages(String language) {
        this.language = LANGUAGES.indexOf(language);
        if (this.language < 0) {
            throw new IllegalArgumentException("no language \"" + language + "\"; allowed: " + LANGUAGES);
        }
        DemoFile.table("isg.csv", 6)
                .forEach(c -> entries.add(new Entry(c[0], List.of(c[1], c[2]), List.of(c[3], c[4]), c[5])));
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

    static String page(String language, String user, Map<String, String> navigation, List<IsgTable> tables) {
        StringBuilder out = head(language, user);
        out.append("<div class=\"container\" id=\"page\"><div id=\"main\"><div id=\"nav\"><ul>\n");
        navigation.forEach(
                (page, title) -> out.append("<li><a href=\"?s=%s\">%s</a></li>\n".formatted(page, escaped(title))));
        out.append("</ul></div>\n<form id=\"werte\" method=\"POST\"><div id=\"content\">\n");
        for (IsgTable table : tables) {
            out.append("""
                    <div class="span-11"><table class="info"><tr><th colspan="2" class="round-top">%s</th></tr>
                    """.formatted(escaped(table.section())));
            for (int i = 0; i < table.lines().size(); i++) {
                IsgTable.Line line = table.lines().get(i);
                out.append("""
                        <tr class="%s">
                        <td class="key">%s</td>
                        <td class="value">%s</td>
                        </tr>
                        """.formatted(i % 2 == 0 ? "even" : "odd", escaped(line.label()), shown(line)));
            }
            out.append("</table></div>\n");
        }
        out.append("</div></form></div></form></div>\n");
        return foot(out, "v12.1.9");
    }

    static String login(String language) {
        StringBuilder out = head(language, "");
        out.append("""
                <div id="main" class="login"><form id="werte" method="POST"><div id="loginscreen">
                <input type="hidden" name="make" value="send" />
                <input type="text" name="user" /> <input type="password" name="pass" />
                <div class="button"><a>OK</a></div></div></form></div></div></form>
                """);
        return foot(out, "");
    }

    private static StringBuilder head(String language, String user) {
        String logout = """
                <strong>%s</strong><form method="POST" name="logout"><input type="submit" name="logout" value="Logout" /></form>""".formatted(escaped(user));
        return new StringBuilder(8192)
                .append("""

                <?xml version="1.0"?>
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="de">
                <head><title>ISG</title>
                <meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head>
                <body><div id="header"><img src="./pics/logo.png" alt="Servicewelt" /><div id="login">%s</div>\
                <div class="eingestelle_sprache"><strong><a href="?s=5,3">%s</a></strong></div></div>
                """.formatted(user.isEmpty() ? "" : logout, language.equals("de") ? "DEUTSCH" : "ENGLISH"));
    }

    private static String shown(IsgTable.Line line) {
        return line.icon().isEmpty()
                ? escaped(line.text())
                : "<img height=\"15\" src=\"./pics/ste-%s\" />".formatted(line.icon());
    }

    private static String foot(StringBuilder out, String firmware) {
        return out.append("""
                <div id="footer"><p id="versionsNummer">%s</p></div>
                </body>
                </html>
                """.formatted(firmware)).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
