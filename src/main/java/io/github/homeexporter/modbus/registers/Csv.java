package io.github.homeexporter.modbus.registers;

import java.util.ArrayList;
import java.util.List;

/** Comma separated lines: fields in double quotes may hold commas and doubled quotes; lines of # are comments. */
public final class Csv {
    /** @param number of the line in the file, from 1 */
    public record Line(int number, List<String> fields) {}

    private Csv() {}

    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        String[] all = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank() && !all[i].startsWith("#")) {
                lines.add(new Line(i + 1, fields(all[i])));
            }
        }
        return lines;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
