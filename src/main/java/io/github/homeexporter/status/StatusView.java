package io.github.homeexporter.status;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What {@code status:} can answer. */
enum StatusView {
    /** 200 while the process answers at all: for liveness probes. */
    HEALTHY("healthy"),
    /** 200 once the routes are loaded and started, else 503: for readiness probes. */
    READY("ready"),
    /** The devices as JSON: 200 healthy or degraded, 503 unhealthy. */
    HEALTHZ("healthz"),
    /** Program, devices and series as JSON; {@code ?format=isg}: values in the shape of isg_exporter. */
    VALUES("values"),
    /** What changes, as it changes: server-sent events. */
    EVENTS("events"),
    /** What one series was in the last hours. */
    HISTORY("history"),
    /** The page for people. */
    PAGE("page"),
    /** What the page loads, by the last part of the path. */
    FILES("files"),
    /** How the collection goes, in the shape of metrics-exporters. */
    HEALTH("health"),
    /** Environment and collectors, in that shape. */
    COLLECTORS("collectors"),
    /** A collection out of turn, for who has the token. */
    COLLECT("collect"),
    /** Reads the settings again, for who has the token. */
    RELOAD("reload");

    final String word;

    StatusView(String word) {
        this.word = word;
    }

    /** Whether {@link CollectionProducer} answers it. */
    boolean isOfCollection() {
        return this == HEALTH || this == COLLECTORS || this == COLLECT;
    }

    static StatusView of(String word) {
        return Arrays.stream(values())
                .filter(view -> view.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("status:" + word + ": no such view; allowed: "
                        + Arrays.stream(values()).map(view -> view.word).collect(Collectors.joining(", "))));
    }
}
