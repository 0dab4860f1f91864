package io.github.homeexporter.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A properties file whose entries know their line and the comment above them; {@link Properties} forgets both. */
public record PropertiesFile(String name, List<Entry> entries) {
    /**
     * @param line 1 for the first
     * @param comment the comment lines right above, joined; empty when there are none
     * @param section the last heading of the form {@code # --- Serving ---} above it; empty before the first
     */
    public record Entry(String key, String value, int line, String comment, String section) {}

    public static PropertiesFile read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    public static PropertiesFile parse(String name, String text) {
        List<Entry> entries = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        String section = "";
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                comment.setLength(0);
            } else if (line.startsWith("# --- ") && line.endsWith(" ---")) {
                section = line.substring("# --- ".length(), line.length() - " ---".length());
            } else if (line.startsWith("#") || line.startsWith("!")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(line.substring(1).strip());
            } else {
                int first = i;
                StringBuilder logical = new StringBuilder(lines.get(i));
                while (isContinued(logical) && i + 1 < lines.size()) {
                    logical.append('\n').append(lines.get(++i));
                }
                one(logical.toString(), new Entry("", "", first + 1, comment.toString(), section), entries);
                comment.setLength(0);
            }
        }
        return new PropertiesFile(name, List.copyOf(entries));
    }

    private static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void one(String logical, Entry place, List<Entry> entries) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IllegalArgumentException e) {
            // a malformed \\uXXXX: keep the text as it stands rather than lose the whole file
            int equals = logical.indexOf('=');
            if (equals > 0) {
                properties.setProperty(
                        logical.substring(0, equals).strip(),
                        logical.substring(equals + 1).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.forEach((key, value) ->
                entries.add(new Entry((String) key, (String) value, place.line(), place.comment(), place.section())));
    }
}
