package io.github.homeexporter.status;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.status.Selection.Chosen;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * The text of {@code /status} in pieces: the facts, then the series of one device after the other. Made while it is read,
 * so that a slow reader of many series holds the values and not their text.
 */
final class StatusJson implements Iterator<String> {
    private static final int PIECE = 100;

    private final String facts;
    private final List<Chosen> series;
    private int at = -1;
    private String device;

    StatusJson(JsonObject facts, List<Chosen> series) {
        this.facts = facts.toJson();
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
                    .append(Jsoner.serialize(chosen.device()))
                    .append(":[");
            device = chosen.device();
        } else {
            out.append(',');
        }
        out.append(json(chosen).toJson());
    }

    private static JsonObject json(Chosen chosen) {
        MetricFamily family = chosen.series().family();
        JsonObject json = new JsonObject();
        json.put("name", family.name());
        json.put("labels", new JsonObject(chosen.series().labels()));
        json.put("type", family.type().name().toLowerCase(Locale.ROOT));
        json.put("unit", Selection.unit(chosen.series()));
        json.put("value", ValuesJson.number(chosen.value()));
        json.put("age_seconds", chosen.ageMillis() / 1000.0);
        return json;
    }
}
