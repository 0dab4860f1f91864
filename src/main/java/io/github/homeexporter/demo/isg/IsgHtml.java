package io.github.homeexporter.demo.isg;

import java.util.List;
import java.util.Map;

/** Writes pages in the structure of an ISG's: an XML prolog before HTML, stray end tags, tables of class info in a form. */
final class IsgHtml {
    private IsgHtml() {}

    static String page(String language, String user, Map<String, String> navigation, List<IsgTable> tables) {
        StringBuilder out = head(language, user);
        out.append("<div class=\"container\" id=\"page\"><div id=\"main\"><div id=\"nav\"><ul>\n");
        navigation.forEach((page, title) -> out.append("<li><a href=\"?s=")
                .append(page)
                .append("\">")
                .append(escaped(title))
                .append("</a></li>\n"));
        out.append("</ul></div>\n<form id=\"werte\" method=\"POST\"><div id=\"content\">\n");
        for (IsgTable table : tables) {
            out.append("<div class=\"span-11\"><table class=\"info\"><tr><th colspan=\"2\" class=\"round-top\">")
                    .append(escaped(table.section()))
                    .append("</th></tr>\n");
            for (int i = 0; i < table.lines().size(); i++) {
                line(out, table.lines().get(i), i);
            }
            out.append("</table></div>\n");
        }
        out.append("</div></form></div></form></div>\n");
        return foot(out, "v12.1.9");
    }

    static String login(String language) {
        StringBuilder out = head(language, "");
        out.append("<div id=\"main\" class=\"login\"><form id=\"werte\" method=\"POST\"><div id=\"loginscreen\">\n")
                .append("<input type=\"hidden\" name=\"make\" value=\"send\" />\n")
                .append("<input type=\"text\" name=\"user\" /> <input type=\"password\" name=\"pass\" />\n")
                .append("<div class=\"button\"><a>OK</a></div></div></form></div></div></form>\n");
        return foot(out, "");
    }

    private static StringBuilder head(String language, String user) {
        StringBuilder out = new StringBuilder(8192);
        out.append(
                        "\n<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"de\">\n")
                .append("<head><title>ISG</title>\n")
                .append("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" /></head>\n")
                .append("<body><div id=\"header\"><div id=\"login\">");
        if (!user.isEmpty()) {
            out.append("<strong>")
                    .append(escaped(user))
                    .append("</strong><form method=\"POST\" name=\"logout\">")
                    .append("<input type=\"submit\" name=\"logout\" value=\"Logout\" /></form>");
        }
        return out.append("</div><div class=\"eingestelle_sprache\"><strong><a href=\"?s=5,3\">")
                .append(language.equals("de") ? "DEUTSCH" : "ENGLISH")
                .append("</a></strong></div></div>\n");
    }

    private static void line(StringBuilder out, IsgTable.Line line, int number) {
        out.append("<tr class=\"")
                .append(number % 2 == 0 ? "even" : "odd")
                .append("\">\n<td class=\"key\">")
                .append(escaped(line.label()))
                .append("</td>\n<td class=\"value\">");
        if (line.icon().isEmpty()) {
            out.append(escaped(line.text()));
        } else {
            out.append("<img height=\"15\" src=\"./pics/ste-")
                    .append(line.icon())
                    .append("\" />");
        }
        out.append("</td>\n</tr>\n");
    }

    private static String foot(StringBuilder out, String firmware) {
        return out.append("<div id=\"footer\"><p id=\"versionsNummer\">")
                .append(firmware)
                .append("</p></div>\n</body>\n</html>\n")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
