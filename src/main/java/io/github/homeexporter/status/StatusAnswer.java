package io.github.homeexporter.status;

import io.github.homeexporter.homeassistant.HomeassistantComponent;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.status.Selection.Chosen;
import io.github.homeexporter.status.Selection.Labels;
import io.github.homeexporter.status.Selection.StatusQuery;
import io.github.homeexporter.status.StatusJson.JsonStream;
import io.github.homeexporter.status.StatusProducer.StatusRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers {@code /status}. Collects the series of one request at a time, so that many at once do not fill the heap. */
final class StatusAnswer {
    private static final long PATIENCE_SECONDS = 5;

    private final CamelContext context;
    private final SampleStore store;
    private final Duration maxAge;
    private final Clock clock;
    private final House house;
    private final Map<String, Labels> labels = new ConcurrentHashMap<>();
    private final ReentrantLock collecting = new ReentrantLock();

    StatusAnswer(CamelContext context, SampleStore store, Duration maxAge, Clock clock) {
        this.context = context;
        this.store = store;
        this.maxAge = maxAge;
        this.clock = clock;
        this.house = new House(() -> context.hasComponent("homeassistant") instanceof HomeassistantComponent broker
                ? broker.own()
                : OwnEntities.NONE);
    }

    void answer(StatusRequest request, Message message) {
        message.setBody(null);
        switch (request.parameter("format")) {
            case "" -> json(request, message);
            case "isg" -> json(message, 200, request.head() ? null : ValuesJson.writeIsg(store));
            default -> plain(message, 400, "unknown format; allowed: format=isg, or none\n");
        }
    }

    private void json(StatusRequest request, Message message) {
        StatusQuery query;
        try {
            query = StatusQuery.of(request::parameter);
        } catch (IllegalArgumentException e) {
            plain(message, 400, e.getMessage() + "\n");
            return;
        }
        StatusFacts facts = facts();
        // taken before the values are: what changes in between is newer than its tag and is asked for again
        String tag = EntityTag.weak(query + facts.fingerprint());
        message.setHeader("ETag", tag);
        message.setHeader("Cache-Control", "no-cache");
        if (EntityTag.matches(request.ifNoneMatch(), tag)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
        } else if (request.head()) {
            json(message, 200, null);
        } else {
            write(query, facts, message);
        }
    }

    private void write(StatusQuery query, StatusFacts facts, Message message) {
        try {
            if (!collecting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                message.setHeader("Retry-After", "1");
                plain(message, 503, "others ask for the status, and that takes too long\n");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            plain(message, 503, "the exporter is stopping\n");
            return;
        }
        try {
            Look look = look(query, facts);
            json(message, 200, new JsonStream(look::json));
        } finally {
            collecting.unlock();
        }
    }

    /** Everything a query asks for, at one moment. */
    record Look(Map<String, Object> facts, List<Chosen> series, House house) {
        StatusJson json() {
            return new StatusJson(facts, series, house);
        }
    }

    Look look(StatusQuery query, StatusFacts facts) {
        Selection selection = Selection.of(store, query, labels);
        Map<String, Object> json = facts.json(query, selection);
        json.put("house", house.of(store, facts.fingerprint()));
        return new Look(json, selection.series(), house);
    }

    StatusFacts facts() {
        Instant now = clock.instant();
        return new StatusFacts(context, store, Health.of(store, now, maxAge), now);
    }

    static void plain(Message message, int code, String body) {
        fill(message, code, "text/plain; charset=utf-8", body);
    }

    /** @param body a text or a stream; null for none */
    static void json(Message message, int code, Object body) {
        fill(message, code, "application/json", body);
    }

    private static void fill(Message message, int code, String contentType, Object body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(body);
    }

    /** What a client shows to be spared an answer it has (RFC 9110 §8.8.3). */
    static final class EntityTag {
        private static final int BYTES = 12;

        private EntityTag() {}

        /** For bytes that are the same. */
        static String strong(byte[] content) {
            return '"' + digest(content) + '"';
        }

        /** For an answer that means the same: its ages have moved on, and the client can reckon that. */
        static String weak(String facts) {
            return "W/\"" + digest(facts.getBytes(StandardCharsets.UTF_8)) + '"';
        }

        /** @param ifNoneMatch the request's header, empty when it had none */
        static boolean matches(String ifNoneMatch, String tag) {
            String opaque = opaque(tag);
            return Arrays.stream(ifNoneMatch.split(","))
                    .map(String::strip)
                    .anyMatch(one -> one.equals("*") || opaque(one).equals(opaque));
        }

        private static String opaque(String tag) {
            return tag.startsWith("W/") ? tag.substring(2) : tag;
        }

        private static String digest(byte[] content) {
            try {
                byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
                return HexFormat.of().formatHex(whole, 0, BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
