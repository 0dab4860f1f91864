package io.github.homeexporter.replaced;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.mutate.Mutes;
import io.github.homeexporter.mutate.RulesFile;
import io.github.homeexporter.replaced.luxyaml.LuxYaml;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where luxtronik2-exporter's own file is found, and which of our settings it sets. */
public final class LuxConfig {
    private static final List<String> OLD_NAMES = List.of("lux.yaml", "lux.yml", "lux.json", "lux.toml");
    private static final String RULES = "rules/luxtronik.yaml";

    private final Path file;

    private LuxConfig(Path file) {
        this.file = file;
    }

    /** @param named the value of lux.config; empty to look for the file under its old names */
    public static Optional<LuxConfig> find(Path directory, String named) {
        if (!named.isBlank()) {
            return Optional.of(new LuxConfig(directory.resolve(named.strip())));
        }
        return OLD_NAMES.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(LuxConfig::new);
    }

    public void addTo(Settings settings) {
        LuxYaml lux;
        try {
            String text = OwnerFile.text(file);
            lux = LuxYaml.read(
                    file.getFileName().toString(),
                    file.toString().endsWith(".toml") ? TomlText.asJson(text) : text,
                    RulesFile.load(RULES, ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            settings.found("lux.config", file + ": " + e.getMessage());
            return;
        } catch (IOException e) {
            settings.found("lux.config", file + " cannot be read: " + OwnerFile.why(e));
            return;
        }
        lux.faults().forEach(fault -> settings.found(Finding.of(file.toString(), fault)));
        lux.unknown().forEach(fault -> settings.found(Finding.of(file.toString(), fault)));
        put(settings, "lux.address", lux.address());
        put(settings, "lux.verbose", String.valueOf(lux.verbose()));
        put(settings, "lux.mutes", Mutes.option(lux.mutes()));
    }

    private void put(Settings settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(new Setting(key, value, file.toString(), Setting.Source.REPLACED_FILE));
        }
    }

    /**
     * The TOML that a luxtronik2-exporter's file consists of, as JSON on the same lines: tables, lists of tables, texts, numbers and
     * truth values. Everything else of TOML is refused, never misread.
     */
    public static final class TomlText {
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
                throw new IllegalArgumentException(
                        "line " + number + ": table [" + name + "] is not one of the file's");
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
                return Json.write(inner.startsWith("\n") ? inner.substring(1) : inner);
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
                    inline.append(pair.group(2) == null ? pair.group(3) : Json.write(pair.group(2)));
                }
                return inline.append('}').toString();
            }
            Matcher value = VALUE.matcher(text);
            if (!value.matches()) {
                throw new IllegalArgumentException("line " + number + ": " + text + " is not understood");
            }
            return value.group(1) != null
                    ? Json.write(value.group(1))
                    : value.group(2) != null ? value.group(2) : value.group(3);
        }
    }
}
