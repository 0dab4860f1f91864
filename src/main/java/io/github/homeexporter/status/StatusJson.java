package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Series;
import io.github.homeexporter.status.Selection.Chosen;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

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
}
