package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.Selection.Chosen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * The text of {@code /status} in pieces: the facts, then the series of one device after the other. Made while it is read,
 * so that a slow reader of many series holds the values and not their text.
 */
final class StatusJson implements Iterator<String> {
    private static final int PIECE = 100;

    private final String facts;
    private final List<Chosen> series;
    private final House house;
    private int at = -1;
    private String device;

    StatusJson(Map<String, Object> facts, List<Chosen> series, House house) {
        this.house = house;
        this.facts = Json.write(facts);
        this.series = series;
    }

    @Override
    public boolean hasNext() {
        return at <= series.size();
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StringBuilder out = new StringBuilder(512);
        if (at < 0) {
            at = 0;
            // its closing brace comes at the end of all
            return out.append(facts, 0, facts.length() - 1)
                    .append(",\"series\":{")
                    .toString();
        }
        if (at == series.size()) {
            at++;
            return device == null ? "}}\n" : "]}}\n";
        }
        int end = Math.min(series.size(), at + PIECE);
        while (at < end) {
            append(series.get(at++), out);
        }
        return out.toString();
    }

    private void append(Chosen chosen, StringBuilder out) {
        if (!chosen.device().equals(device)) {
            out.append(device == null ? "" : "],")
                    .append(Json.write(chosen.device()))
                    .append(":[");
            device = chosen.device();
        } else {
            out.append(',');
        }
        out.append(Json.write(json(chosen)));
    }

    private Map<String, Object> json(Chosen chosen) {
        Map<String, Object> json = told(chosen.series(), house.shown(chosen.device(), chosen.series()));
        json.put("value", ValuesJson.number(chosen.value()));
        json.put("age_seconds", chosen.ageMillis() / 1000.0);
        return json;
    }

    /** A series without its number. */
    static Map<String, Object> told(Series series, Map<String, String> shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", series.family().name());
        String title = series.item().title();
        if (!title.isEmpty()) {
            json.put("title", title);
        }
        json.put("labels", new LinkedHashMap<>(series.labels()));
        json.put("type", series.family().type().name().toLowerCase(Locale.ROOT));
        json.put("unit", Selection.unit(series));
        if (!shown.isEmpty()) {
            json.put("shown", shown);
        }
        return json;
    }

    /** A text that is made while it is read. A stream cache already, so that Camel does not copy all of it into one. */
    static final class JsonStream extends InputStream implements StreamCache {
        private final Supplier<Iterator<String>> text;
        private Iterator<String> pieces;
        private byte[] piece = {};
        private int at;
        private long read;

        /** @param text the same text from its start, each time it is asked for */
        JsonStream(Supplier<Iterator<String>> text) {
            this.text = text;
            this.pieces = text.get();
        }

        @Override
        public int read() {
            return filled() ? piece[at(1)] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            if (count == 0) {
                return 0;
            }
            if (!filled()) {
                return -1;
            }
            int part = Math.min(count, piece.length - at);
            System.arraycopy(piece, at(part), into, from, part);
            return part;
        }

        private boolean filled() {
            while (at == piece.length) {
                if (!pieces.hasNext()) {
                    return false;
                }
                piece = pieces.next().getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return true;
        }

        private int at(int further) {
            int before = at;
            at += further;
            read += further;
            return before;
        }

        @Override
        public synchronized void reset() {
            pieces = text.get();
            piece = new byte[0];
            at = 0;
            read = 0;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            transferTo(out);
        }

        @Override
        public StreamCache copy(Exchange exchange) {
            return new JsonStream(text);
        }

        @Override
        public boolean inMemory() {
            return true;
        }

        /** 0: not known before it is read. */
        @Override
        public long length() {
            return 0;
        }

        @Override
        public long position() {
            return read;
        }
    }
}
