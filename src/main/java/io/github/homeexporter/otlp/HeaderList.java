package io.github.homeexporter.otlp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Headers of a request, which are secrets: no method and no fault ever shows a value.
 *
 * @param values by name in lower case, which gRPC demands and HTTP does not mind
 */
record HeaderList(Map<String, String> values) {
    static final HeaderList NONE = new HeaderList(Map.of());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> OURS = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "upgrade",
            "host",
            "te",
            "grpc-encoding",
            "grpc-timeout",
            "grpc-accept-encoding");
    private static final int SHORTEST_SECRET = 4;

    /**
     * {@code name=value,name=value} with percent-encoded values, as OTEL_EXPORTER_OTLP_HEADERS has them. The last of two with
     * one name counts.
     *
     * @throws IllegalArgumentException naming the entry by its place, without its value
     */
    static HeaderList parse(String text) {
        return of(List.of(text.split(",", -1)), "=");
    }

    /**
     * Lines of a file, {@code name=value} as in {@link #parse} or {@code name: value}, which is taken as it stands; # begins a
     * comment.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    static HeaderList parseFile(String text) {
        List<String> entries = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .map(line -> line.startsWith("#") ? "" : line)
                .forEach(entries::add);
        return of(entries, "[=:]");
    }

    private static HeaderList of(List<String> entries, String separator) {
        Pattern split = Pattern.compile(separator);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i).strip();
            if (entry.isEmpty()) {
                continue;
            }
            String where = "entry " + (i + 1) + " ";
            var found = split.matcher(entry);
            if (!found.find()) {
                throw new IllegalArgumentException(where + "has no =; allowed: name=value,name=value");
            }
            String name = entry.substring(0, found.start()).strip().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        where + "has no header name before the =; allowed: letters, digits, -");
            }
            if (OURS.contains(name)) {
                throw new IllegalArgumentException(where + "sets " + name + ", which the protocol sets itself");
            }
            String raw = entry.substring(found.end()).strip();
            values.put(name, value(raw, found.group().equals("="), where + "(" + name + ") "));
        }
        return new HeaderList(values);
    }

    private static String value(String raw, boolean encoded, String where) {
        String value;
        try {
            value = encoded ? decode(raw) : raw;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + "has a % without two hexadecimal digits; write %25 for a %");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) {
                throw new IllegalArgumentException(where
                        + "has a line break or another character that no header may have; allowed: printable ASCII");
            }
        }
        return value.strip();
    }

    /**
     * A percent-encoded text; a + stays a +.
     *
     * @throws IllegalArgumentException for a % without two hexadecimal digits
     */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** These and others; of two with one name the others' count. */
    HeaderList and(HeaderList others) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new HeaderList(all);
    }

    /** A text that came from elsewhere, without what of it is one of these values, or the credentials behind its first word. */
    String masked(String text) {
        String masked = text;
        for (String value : values.values()) {
            String credentials = value.substring(value.indexOf(' ') + 1);
            for (String secret : List.of(value, credentials)) {
                if (secret.length() >= SHORTEST_SECRET) {
                    masked = masked.replace(secret, "***");
                }
            }
        }
        return masked;
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
