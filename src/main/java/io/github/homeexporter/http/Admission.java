package io.github.homeexporter.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Decides whether a request gets to the routes. Probes always do: they say nothing that anybody may not know. */
final class Admission {
    private static final Set<String> PROBES = Set.of("/-/healthy", "/-/ready", "/health/live", "/health/ready");
    private static final String COLLECT = "/collect";
    private static final Set<String> WITH_TOKEN = Set.of(COLLECT, "/discover", "/-/reload");
    private static final String WEBHOOKS = "/webhooks/";

    private final HttpPortOptions options;
    private final Optional<RateLimit> rate;

    /** @param ticks monotonic nanoseconds */
    Admission(HttpPortOptions options, LongSupplier ticks) {
        this.options = options;
        this.rate = options.rateLimitRequests() == 0
                ? Optional.empty()
                : Optional.of(new RateLimit(options.rateLimitRequests(), options.rateLimitWindow(), ticks));
    }

    static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    /** Why it does not get there; empty when it does. */
    Optional<HttpRefusal> check(HttpCall call) {
        if (isProbe(call.path())) {
            return Optional.empty();
        }
        return host(call).or(() -> size(call)).or(() -> rate(call)).or(() -> user(call));
    }

    private Optional<HttpRefusal> host(HttpCall call) {
        List<String> hosts = call.hosts();
        boolean missing = hosts.isEmpty() || hosts.get(0).isBlank();
        if (missing && !call.http11() && options.trustedHosts().isAll()) {
            return Optional.empty();
        }
        if (missing || hosts.size() > 1) {
            return Optional.of(new HttpRefusal(400, "host", "exactly one header Host is needed"));
        }
        try {
            return options.trustedHosts().isTrusted(hosts.get(0))
                    ? Optional.empty()
                    : Optional.of(new HttpRefusal(403, "host", "this host is not in http.trusted-hosts"));
        } catch (IllegalArgumentException e) {
            return Optional.of(new HttpRefusal(400, "host", e.getMessage()));
        }
    }

    private Optional<HttpRefusal> size(HttpCall call) {
        return call.length() > options.maxBody()
                ? Optional.of(new HttpRefusal(413, "body", "the body is larger than http.max-body"))
                : Optional.empty();
    }

    private Optional<HttpRefusal> rate(HttpCall call) {
        boolean limited = call.isPost() || call.path().equals(COLLECT);
        if (rate.isEmpty() || !limited || call.client().isLoopbackAddress()) {
            return Optional.empty();
        }
        long seconds = rate.get().take(call.client());
        return seconds == 0
                ? Optional.empty()
                : Optional.of(new HttpRefusal(
                        429, "rate", "too many requests", Map.of("Retry-After", String.valueOf(seconds))));
    }

    private Optional<HttpRefusal> user(HttpCall call) {
        // these ask for a bearer token of their own, and a request has room for one Authorization
        boolean ownToken = call.isPost()
                && (WITH_TOKEN.contains(call.path()) || call.path().startsWith(WEBHOOKS));
        if (!options.basic().isSet() || ownToken || options.basic().isIn(call.authorization())) {
            return Optional.empty();
        }
        return Optional.of(new HttpRefusal(
                401,
                "user",
                "user and password are needed",
                Map.of("WWW-Authenticate", "Basic realm=\"home-exporter\", charset=\"UTF-8\"")));
    }
}
