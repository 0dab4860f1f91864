package io.github.homeexporter.http;

import io.vertx.core.MultiMap;
import java.util.Map;

/** On every answer, unless who answers has said something else. */
final class SecurityHeaders {
    private static final Map<String, String> DEFAULTS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            // off: the filters of old browsers could be made to break pages
            "X-XSS-Protection",
            "0",
            "Referrer-Policy",
            "no-referrer",
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cache-Control",
            "no-store");

    private SecurityHeaders() {}

    /** @param nanos since the request came */
    static void addTo(MultiMap headers, long nanos) {
        DEFAULTS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
        headers.remove("Server");
        headers.set("X-Process-Time", seconds(nanos));
    }

    /** With six digits behind the point. */
    static String seconds(long nanos) {
        long micros = (nanos + 500) / 1_000;
        String digits = Long.toString(1_000_000 + micros % 1_000_000);
        return micros / 1_000_000 + "." + digits.substring(1);
    }
}
