package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.status.Selection.Chosen;
import io.github.homeexporter.status.StatusAnswer.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two looks, as events (WHATWG HTML §9.2): {@code status} with everything, as {@code /status} has it, at
 * first and when other series are there; else {@code change} with the facts that differ, and of the series that were said
 * anew {@code [index, value, age]}, by device.
 */
final class ChangeEvents {
    private static final long SLACK_MILLIS = 50;

    private List<Chosen> told = List.of();
    private Map<String, String> facts = Map.of();
    private long toldAt;

    /** @param millis monotonic */
    String event(Look look, long millis) {
        boolean same = !facts.isEmpty() && isOfTheSameSeries(look.series());
        Map<String, String> before = facts;
        Map<String, Object> differing = new LinkedHashMap<>();
        Map<String, String> texts = new HashMap<>();
        look.facts().forEach((key, value) -> {
            String text = Json.write(value);
            texts.put(key, text);
            if (!text.equals(before.get(key))) {
                differing.put(key, value);
            }
        });
        String event = same
                ? event(
                        "change",
                        Json.write(Map.of("facts", differing, "values", values(look.series(), millis - toldAt))))
                : event("status", whole(look));
        facts = texts;
        told = look.series();
        toldAt = millis;
        return event;
    }

    private boolean isOfTheSameSeries(List<Chosen> series) {
        if (series.size() != told.size()) {
            return false;
        }
        for (int i = 0; i < series.size(); i++) {
            Chosen before = told.get(i);
            if (!before.device().equals(series.get(i).device())
                    || !before.series().equals(series.get(i).series())
                    || !before.series().saysTheSame(series.get(i).series())) {
                return false;
            }
        }
        return true;
    }

    private Map<String, List<Object>> values(List<Chosen> series, long passed) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        int first = 0;
        for (int i = 0; i < series.size(); i++) {
            Chosen now = series.get(i);
            Chosen before = told.get(i);
            if (!now.device().equals(series.get(first).device())) {
                first = i;
            }
            if (Double.compare(now.value(), before.value()) != 0
                    || now.ageMillis() < before.ageMillis() + passed - SLACK_MILLIS) {
                List<Object> one = new ArrayList<>();
                one.add(i - first);
                one.add(ValuesJson.number(now.value()));
                one.add(now.ageMillis() / 1000.0);
                values.computeIfAbsent(now.device(), d -> new ArrayList<>()).add(one);
            }
        }
        return values;
    }

    private static String whole(Look look) {
        StringBuilder text = new StringBuilder();
        look.json().forEachRemaining(text::append);
        return text.toString().strip();
    }

    /** JSON has no line feeds of its own, and in a text they are escaped. */
    private static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }
}
