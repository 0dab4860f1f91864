package io.github.homeexporter.demo.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of an HTTP request, names as they were on the wire.
 *
 * @param target path and query
 */
public record HttpHead(String method, String target, Map<String, String> headers) {
    private static final int LONGEST = 64 * 1024;

    /** The value of a header, its name in any case; empty when it is not there. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    public static HttpHead read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int read = 0; read < LONGEST; read++) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the client left before its request was whole");
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().stripTrailing();
            line.setLength(0);
            if (text.isEmpty()) {
                return of(lines);
            }
            lines.add(text);
        }
        throw new IOException("the request head is longer than " + LONGEST + " bytes");
    }

    private static HttpHead of(List<String> lines) throws IOException {
        String[] request = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        if (request.length < 2) {
            throw new IOException("not an HTTP request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : lines.subList(1, lines.size())) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
        }
        return new HttpHead(request[0], request[1], headers);
    }

    /** The request as it would be written again, for logs. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
