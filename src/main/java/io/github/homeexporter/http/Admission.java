package io.github.homeexporter.http;

import io.github.homeexporter.http.HttpPort.HttpPortOptions;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private static final String MODE = "/sgready/mode";
    /** Wrong passwords and tokens of one address: so many at once, and then so many a minute. */
    private static final int MOST_WRONG = 10;

    private final HttpPortOptions options;
    private final Optional<RateLimit> rate;
    private final RateLimit wrong;

    /** @param ticks monotonic nanoseconds */
    Admission(HttpPortOptions options, LongSupplier ticks) {
        this.options = options;
        this.rate = options.rateLimitRequests() == 0
                ? Optional.empty()
                : Optional.of(new RateLimit(options.rateLimitRequests(), options.rateLimitWindow(), ticks));
        this.wrong = new RateLimit(MOST_WRONG, Duration.ofMinutes(1), ticks);
    }

    static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    /** Why it does not get there; empty when it does. */
    Optional<HttpRefusal> check(HttpCall call) {
        if (isProbe(call.path())) {
            return Optional.empty();
        }
        return host(call)
                .or(() -> site(call))
                .or(() -> size(call))
                .or(() -> rate(call))
                .or(() -> guesses(call))
                .or(() -> user(call));
    }

    /** To be told of each answer: who was not believed has guessed. */
    void answered(HttpCall call, int status) {
        if (status == 401 && call.authorization() != null) {
            wrong.take(call.client());
        }
    }

    private static Optional<HttpRefusal> site(HttpCall call) {
        return call.isWriting() && call.isOfAnotherSite()
                ? Optional.of(new HttpRefusal(403, "site", "a page of another site may not ask for this"))
                : Optional.empty();
    }

    /** Not even looked at, or a guess that is right would be found among those that are wrong. */
    private Optional<HttpRefusal> guesses(HttpCall call) {
        long seconds = call.authorization() == null ? 0 : wrong.wait(call.client());
        return seconds == 0 ? Optional.empty() : tooMany("guesses", "too many wrong passwords or tokens", seconds);
    }

    private static Optional<HttpRefusal> tooMany(String reason, String sentence, long seconds) {
        return Optional.of(new HttpRefusal(429, reason, sentence, Map.of("Retry-After", String.valueOf(seconds))));
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
        boolean limited = call.isWriting() || call.path().equals(COLLECT);
        if (rate.isEmpty() || !limited || call.client().isLoopbackAddress()) {
            return Optional.empty();
        }
        long seconds = rate.get().take(call.client());
        return seconds == 0 ? Optional.empty() : tooMany("rate", "too many requests", seconds);
    }

    private Optional<HttpRefusal> user(HttpCall call) {
        // these ask for a bearer token of their own, and a request has room for one Authorization
        boolean ownToken = call.isWriting()
                        && (WITH_TOKEN.contains(call.path()) || call.path().startsWith(WEBHOOKS))
                || call.path().equals(MODE);
        if (!options.basic().isSet() || ownToken || options.basic().isIn(call.authorization())) {
            return Optional.empty();
        }
        return Optional.of(new HttpRefusal(
                401,
                "user",
                "user and password are needed",
                Map.of("WWW-Authenticate", "Basic realm=\"home-exporter\", charset=\"UTF-8\"")));
    }

    /**
     * Why a request is not answered.
     *
     * @param status 400 to 503
     * @param reason a word for the label {@code reason}
     * @param detail for the person who asks
     * @param headers to be sent along
     */
    record HttpRefusal(int status, String reason, String detail, Map<String, String> headers) {
        HttpRefusal(int status, String reason, String detail) {
            this(status, reason, detail, Map.of());
        }
    }

    /**
     * A request as the {@link Admission} sees it.
     *
     * @param path normalized, without a query
     * @param http11 whether it is HTTP/1.1 or later
     * @param hosts the values of {@code Host}
     * @param authorization may be null
     * @param length of the body as announced; 0 when it is not
     * @param origin where the page stands that asks, as a browser says it in {@code Origin}; may be null
     * @param site the value of {@code Sec-Fetch-Site}; may be null
     */
    record HttpCall(
            String method,
            String path,
            boolean http11,
            List<String> hosts,
            String authorization,
            long length,
            String origin,
            String site,
            InetAddress client) {
        /** Whether it may change something. */
        boolean isWriting() {
            return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        }

        /** Whether a page of somebody else's asks through its visitor's browser. Who is no browser says neither header. */
        boolean isOfAnotherSite() {
            if (site != null) {
                return !site.equals("same-origin") && !site.equals("none");
            }
            return origin != null
                    && (hosts.isEmpty()
                            || !origin.replaceFirst("^[a-z]+://", "")
                                    .equalsIgnoreCase(hosts.get(0).strip()));
        }
    }

    /** A token bucket per client: so many at once, and then as many per window. The last thousand clients are remembered. */
    static final class RateLimit {
        private static final int MOST = 1000;
        private static final long SECOND = 1_000_000_000L;

        private final long nanosPerRequest;
        private final long burst;
        private final LongSupplier ticks;
        /** When each client's bucket is full again: an empty one is a whole window away from that. */
        private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MOST;
            }
        };

        /** @param ticks monotonic nanoseconds */
        RateLimit(int requests, Duration window, LongSupplier ticks) {
            this.nanosPerRequest = Math.max(1, window.toNanos() / requests);
            this.burst = nanosPerRequest * (requests - 1L);
            this.ticks = ticks;
        }

        /** @return zero, or the whole seconds until the client may ask again */
        synchronized long take(InetAddress client) {
            long now = ticks.getAsLong();
            String key = key(client);
            long due = Math.max(full.getOrDefault(key, now), now);
            long wait = due - burst - now;
            if (wait <= 0) {
                full.put(key, due + nanosPerRequest);
                return 0;
            }
            return (wait + SECOND - 1) / SECOND;
        }

        /** As {@link #take}, without taking one. */
        synchronized long wait(InetAddress client) {
            long now = ticks.getAsLong();
            long wait = full.getOrDefault(key(client), now) - burst - now;
            return wait <= 0 ? 0 : (wait + SECOND - 1) / SECOND;
        }

        synchronized int size() {
            return full.size();
        }

        /** Who has an IPv6 address has 2^64 of them. */
        private static String key(InetAddress client) {
            byte[] bytes = client.getAddress();
            return Arrays.toString(client instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
        }
    }
}
