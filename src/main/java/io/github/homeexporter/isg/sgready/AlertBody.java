package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of an Alertmanager webhook, version 4. Fields that are not needed are not looked at.
 *
 * @param truncated how many alerts Alertmanager left out
 */
record AlertBody(List<Alert> alerts, long truncated) {
    /** The HTTP port takes no more either. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_ALERTS = 1000;

    /** @param id its fingerprint, or its labels when it has none */
    record Alert(String id, boolean firing, boolean resolved, String status, Map<String, String> labels) {}

    AlertBody {
        alerts = List.copyOf(alerts);
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static AlertBody parse(byte[] json) {
        Object root;
        try {
            root = Json.plain(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not JSON", e);
        }
        if (!(root instanceof Map<?, ?> body) || !(body.get("alerts") instanceof List<?> list)) {
            throw new IllegalArgumentException(
                    "the body has no list of alerts; allowed: Alertmanager's webhook, version 4");
        }
        if (list.size() > MAX_ALERTS) {
            throw new IllegalArgumentException("more than " + MAX_ALERTS + " alerts");
        }
        List<Alert> alerts = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> alert)) {
                throw new IllegalArgumentException("an alert is not an object");
            }
            alerts.add(alert(alert));
        }
        return new AlertBody(alerts, body.get("truncatedAlerts") instanceof Number n ? n.longValue() : 0);
    }

    private static Alert alert(Map<?, ?> alert) {
        Map<String, String> labels = new TreeMap<>();
        if (alert.get("labels") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> labels.put(String.valueOf(k), String.valueOf(v)));
        }
        String status = String.valueOf(alert.get("status"));
        Object fingerprint = alert.get("fingerprint");
        return new Alert(
                fingerprint == null ? labels.toString() : fingerprint.toString(),
                status.equals("firing"),
                status.equals("resolved"),
                status,
                labels);
    }
}
