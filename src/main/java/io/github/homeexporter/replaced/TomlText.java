package io.github.homeexporter.replaced;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The TOML that a luxtronik2-exporter's file consists of, as JSON on the same lines: tables, lists of tables, texts, numbers and
 * truth values. Everything else of TOML is refused, never misread.
 */
public final class TomlText {
    private static final Pattern TABLE = Pattern.compile("(\\[{1,2})\\s*([\\w.]+)\\s*]{1,2}\\s*(?:#.*)?");
    private static final Pattern PAIR = Pattern.compile("([\\w.]+)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("(?:'([^']*)'|(\"(?:[^\"\\\\]|\\\\.)*\")|(true|false|-?\\d+(?:\\.\\d+)?))\\s*(?:#.*)?");

    private final StringBuilder out = new StringBuilder("{");
    private String list = "";
    private boolean inItem;
    private boolean inChild;
    private String before = "";

    private TomlText() {}

    /** @throws IllegalArgumentException naming the line */
    public static String asJson(String toml) {
        TomlText text = new TomlText();
        String[] lines = toml.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            String quotes = line.contains("'''") ? "'''" : line.contains("\"\"\"") ? "\"\"\"" : "";
            int first = i;
            if (!quotes.isEmpty() && line.indexOf(quotes) == line.lastIndexOf(quotes)) {
                StringBuilder whole = new StringBuilder(lines[i].strip());
                do {
                    whole.append('\n').append(++i < lines.length ? lines[i] : quotes);
                } while (i < lines.length && !lines[i].contains(quotes));
                line = whole.toString().strip();
            }
            text.line(line, quotes, first + 1);
            text.out.append("\n".repeat(i - first + 1));
        }
        text.endList();
        return text.out.append('}').toString();
    }

    private void line(String line, String quotes, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher table = TABLE.matcher(line);
        Matcher pair = PAIR.matcher(line);
        if (table.matches()) {
            table(table.group(2), table.group(1).length() == 2, number);
        } else if (pair.matches()) {
            String[] path = pair.group(1).split("\\.");
            out.append(before);
            for (int i = 0; i < path.length; i++) {
                out.append('"').append(path[i]).append("\":").append(i + 1 < path.length ? "{" : "");
            }
            out.append(value(pair.group(2).strip(), quotes, number)).append("}".repeat(path.length - 1));
            before = ",";
        } else {
            throw new IllegalArgumentException("line " + number + ": \"" + line + "\" is not understood");
        }
    }

    private void table(String name, boolean isItem, int number) {
        endChild();
        if (isItem && !name.contains(".")) {
            if (inItem && !list.equals(name)) {
                endList();
            }
            out.append(inItem ? "}," : before + "\"" + name + "\":[").append('{');
            list = name;
            inItem = true;
        } else if (inItem && name.startsWith(list + ".") && !isItem) {
            out.append(before)
                    .append('"')
                    .append(name.substring(list.length() + 1))
                    .append("\":{");
            inChild = true;
        } else {
            throw new IllegalArgumentException("line " + number + ": table [" + name + "] is not one of the file's");
        }
        before = "";
    }

    private void endChild() {
        if (inChild) {
            out.append('}');
            before = ",";
            inChild = false;
        }
    }

    private void endList() {
        endChild();
        if (inItem) {
            out.append("}]");
            before = ",";
            inItem = false;
        }
    }

    private static String value(String text, String quotes, int number) {
        if (!quotes.isEmpty()) {
            String inner = text.substring(quotes.length(), text.lastIndexOf(quotes));
            return json(inner.startsWith("\n") ? inner.substring(1) : inner);
        }
        if (text.startsWith("{") && text.endsWith("}")) {
            StringBuilder inline = new StringBuilder("{");
            Matcher pair = Pattern.compile("(\\w+)\\s*=\\s*(?:'([^']*)'|(\"(?:[^\"\\\\]|\\\\.)*\"))\\s*,?")
                    .matcher(text);
            while (pair.find()) {
                inline.append(inline.length() > 1 ? "," : "")
                        .append('"')
                        .append(pair.group(1))
                        .append("\":");
                inline.append(pair.group(2) == null ? pair.group(3) : json(pair.group(2)));
            }
            return inline.append('}').toString();
        }
        Matcher value = VALUE.matcher(text);
        if (!value.matches()) {
            throw new IllegalArgumentException("line " + number + ": " + text + " is not understood");
        }
        return value.group(1) != null ? json(value.group(1)) : value.group(2) != null ? value.group(2) : value.group(3);
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
