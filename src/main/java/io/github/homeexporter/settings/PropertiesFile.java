package io.github.homeexporter.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A properties file whose entries know their line and the comment above them; {@link Properties} forgets both. What cannot
 * have been meant as it stands is a finding, and read as well as it can be.
 */
public record PropertiesFile(String name, List<Entry> entries, List<Finding> findings) {
    /**
     * @param line 1 for the first
     * @param comment the comment lines right above, joined; empty when there are none
     * @param section the last heading of the form {@code # --- Serving ---} above it; empty before the first
     */
    public record Entry(String key, String value, int line, String comment, String section) {}

    private static final long MOST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** A backslash that begins none of the escapes of the format, so that it can only have been meant as itself. */
    private static final Pattern BARE_BACKSLASH = Pattern.compile("(?s)\\\\(\\\\|[^tnrfu=:#! \\n])");

    /** A line that sets something, where it is taken for the rest of the one above. */
    private static final Pattern SETTING =
            Pattern.compile("\\s*(?:export\\s+)?[A-Za-z][\\w-]*(?:[._][\\w-]+)+\\s*[=:]");

    private static final Pattern BROKEN_UNICODE = Pattern.compile("\\\\(\\\\|u(?![0-9A-Fa-f]{4}))");
    /** How a value ends up shorter than it was written, in one that may hold any character. */
    private static final Pattern CONTROL = Pattern.compile("(?s)(?:[^\\\\]|\\\\\\\\)*?\\\\([tnrf]).*");

    public static PropertiesFile read(Path file) throws IOException {
        String name = file.getFileName().toString();
        List<Finding> findings = new ArrayList<>();
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than 1 MiB");
        }
        String text = decode(name, Files.readAllBytes(file), findings);
        PropertiesFile read = parse(name, text);
        findings.addAll(read.findings);
        return new PropertiesFile(name, read.entries, List.copyOf(findings));
    }

    /** UTF-8; a line that is not is read as Latin-1, which is what an old editor wrote. */
    private static String decode(String name, byte[] bytes, List<Finding> findings) {
        if (bytes.length > 1 && (bytes[0] & 0xFF ^ bytes[1] & 0xFF) == (0xFE ^ 0xFF) && (bytes[0] & 0xFE) == 0xFE) {
            findings.add(new Finding(name + ":1", "the file is UTF-16; save it as UTF-8"));
            return new String(bytes, StandardCharsets.UTF_16);
        }
        StringBuilder text = new StringBuilder(bytes.length);
        int line = 1;
        for (int from = 0; from < bytes.length; line++) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            int end = Math.min(to + 1, bytes.length);
            try {
                text.append(StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, from, end - from)));
            } catch (CharacterCodingException e) {
                text.append(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
                findings.add(new Finding(
                        name + ":" + line, "the line is not UTF-8; it is read as Latin-1, save the file as UTF-8"));
            }
            from = end;
        }
        return text.toString();
    }

    public static PropertiesFile parse(String name, String text) {
        List<Entry> entries = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        String section = "";
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
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
                String where = name + ":" + (first + 1);
                while (isContinued(logical) && i + 1 < lines.size()) {
                    boolean listed = logical.length() > 1 && logical.charAt(logical.length() - 2) == ',';
                    String next = lines.get(++i);
                    if (!listed && SETTING.matcher(next).lookingAt()) {
                        findings.add(new Finding(
                                where,
                                "ends with a backslash, so line " + (i + 1)
                                        + " is part of it and sets nothing; a backslash is written \\\\"));
                    }
                    logical.append('\n').append(next);
                }
                if (isContinued(logical)) {
                    findings.add(
                            new Finding(where, "the backslash at its end is not taken; a backslash is written \\\\"));
                }
                if (line.indexOf('=') < 0 && line.indexOf(':') < 0) {
                    findings.add(new Finding(
                            where, "\"" + SecretMask.withoutValue(line) + "\" has no =; allowed: key=value"));
                } else {
                    Entry place = new Entry("", "", first + 1, comment.toString(), section);
                    one(where, logical.toString(), place, entries, findings);
                }
                comment.setLength(0);
            }
        }
        return new PropertiesFile(name, List.copyOf(entries), List.copyOf(findings));
    }

    private static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void one(String where, String logical, Entry place, List<Entry> entries, List<Finding> findings) {
        if (BROKEN_UNICODE.matcher(logical).results().anyMatch(m -> m.group(1).startsWith("u"))) {
            findings.add(new Finding(
                    where,
                    "\\u is not followed by four hexadecimal digits; it is taken as written, as \\\\u would be"));
        }
        String kept = BROKEN_UNICODE
                .matcher(BARE_BACKSLASH.matcher(logical).replaceAll(PropertiesFile::doubled))
                .replaceAll(PropertiesFile::doubled);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(kept));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(logical, e);
        }
        properties.forEach((key, value) -> {
            String k = (String) key;
            var control = CONTROL.matcher(logical);
            if (SecretMask.isPlainSecret(k) && control.matches()) {
                String letter = control.group(1);
                findings.add(new Finding(
                        where,
                        k + ": \\" + letter + " is read as a control character; a backslash is written \\\\, as in \\\\"
                                + letter));
            }
            entries.add(new Entry(k, (String) value, place.line(), place.comment(), place.section()));
        });
    }

    /** What stands behind a backslash as it is, and the backslash twice unless it was there twice already. */
    private static String doubled(java.util.regex.MatchResult m) {
        String behind = m.group(1);
        return behind.equals("\\") ? "\\\\\\\\" : "\\\\\\\\" + java.util.regex.Matcher.quoteReplacement(behind);
    }
}
