package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.status.Health.Verdict;
import io.github.homeexporter.status.History.Past;
import io.github.homeexporter.status.StatusAnswer.EntityTag;
import io.github.homeexporter.status.StatusComponent.HealthDetail;
import io.github.homeexporter.status.StatusComponent.KeptRounds;
import io.github.homeexporter.status.StatusEndpoint.StatusView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Answers with one {@link StatusView}. What the request's headers said is taken off the message, or it would go back with the answer. */
class StatusProducer extends DefaultProducer {
    /** Everything comes from here: no other host, no script or style within the page, no frame around it. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none';" + " form-action 'none'; frame-ancestors 'none'";

    private final StatusView view;
    private final CamelContext context;
    private final SampleStore store;
    private final Duration maxAge;
    private final Clock clock = Clock.systemUTC();
    private final StatusAnswer statusAnswer;
    private final StatusComponent component;
    private final KeptRounds kept;

    StatusProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.view = StatusView.of(endpoint.getView());
        this.maxAge = Durations.parse(endpoint.getMaxAge());
        this.context = endpoint.getCamelContext();
        this.store = SamplesComponent.store(context);
        this.statusAnswer = new StatusAnswer(context, store, maxAge, clock);
        this.component = (StatusComponent) endpoint.getComponent();
        this.kept =
                view == StatusView.HISTORY ? new KeptRounds(new History(), Durations.parse(endpoint.getEvery())) : null;
    }

    /** Only what a route serves is served by the port's event loop, too, and only what somebody can see is kept. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        switch (view) {
            case EVENTS -> component.live = statusAnswer;
            case HISTORY -> component.history = kept;
            default -> {}
        }
    }

    @Override
    protected void doStop() throws Exception {
        switch (view) {
            case EVENTS -> component.live = null;
            case HISTORY -> component.history = null;
            default -> {}
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        StatusRequest request = StatusRequest.of(message);
        message.removeHeaders("*");
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("X-Frame-Options", "DENY");
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        switch (view) {
            case HEALTHY -> StatusAnswer.plain(message, 200, "ok\n");
            case READY -> {
                boolean ready =
                        context.isStarted() && !context.getRouteController().isStartingRoutes();
                StatusAnswer.plain(
                        message, ready ? 200 : 503, ready ? "ready\n" : "not ready: routes are starting or stopping\n");
            }
            case HEALTHZ -> {
                Health health = health();
                int code = health.verdict() == Verdict.UNHEALTHY ? 503 : 200;
                StatusAnswer.json(message, code, health.text(clock.instant(), details()));
            }
            case VALUES -> statusAnswer.answer(request, message);
            // the port's event loop has taken it already, where there is one of ours
            case EVENTS -> StatusAnswer.plain(message, 404, "no events are sent here; ask /status\n");
            case HISTORY -> history(request, message);
            case PAGE -> PageFiles.answerPage(request, message);
            case FILES -> PageFiles.answerFile(request, message);
            default -> throw new IllegalStateException(view.word);
        }
    }

    private void history(StatusRequest request, Message message) {
        Optional<Past> past = kept.history()
                .of(request.parameter("device"), request.parameter("series").getBytes(StandardCharsets.UTF_8));
        if (past.isEmpty()) {
            StatusAnswer.plain(
                    message,
                    404,
                    "nothing is kept of this series; it is asked for by device=NAME&series=NAME{LABELS}\n");
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device", request.parameter("device"));
        json.put("series", request.parameter("series"));
        json.put("every_seconds", ValuesJson.number(kept.every().toMillis() / 1000.0));
        json.put("whole", past.get().whole());
        json.put("times", Arrays.stream(past.get().times()).boxed().toList());
        json.put(
                "values",
                Arrays.stream(past.get().values()).mapToObj(ValuesJson::number).toList());
        StatusAnswer.json(message, 200, request.head() ? null : Json.write(json) + "\n");
    }

    private Health health() {
        return Health.of(store, clock.instant(), maxAge);
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new HashMap<>();
        details.put("findings", store.self().faults());
        for (HealthDetail detail : context.getRegistry().findByType(HealthDetail.class)) {
            details.put(detail.key(), detail.part().apply(store));
        }
        return details;
    }

    /**
     * What is read of a request before all its headers are taken off the message.
     *
     * @param file the last part of its path
     * @param ifNoneMatch empty when it has no such header
     */
    record StatusRequest(boolean head, String file, String ifNoneMatch, Map<String, String> parameters) {
        private static final List<String> PARAMETERS =
                List.of("format", "device", "room", "search", "offset", "limit", "series");

        static StatusRequest of(Message message) {
            String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
            Map<String, String> parameters = new HashMap<>();
            for (String name : PARAMETERS) {
                parameters.put(name, text(message, name));
            }
            return new StatusRequest(
                    "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD)),
                    path.substring(path.lastIndexOf('/') + 1),
                    text(message, "If-None-Match"),
                    parameters);
        }

        /** Empty when it was not given. */
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }

        /** Of one that was given more than once the last. */
        private static String text(Message message, String name) {
            Object value = message.getHeader(name);
            if (value instanceof List<?> many) {
                value = many.isEmpty() ? null : many.get(many.size() - 1);
            }
            return Objects.toString(value, "");
        }
    }

    /** The files of the page, from the jar. There are these and no others, whatever a request names. */
    static final class PageFiles {
        private static final String PAGE = "index.html";
        private static final Set<String> NAMES =
                Set.of(PAGE, "page.css", "page.js", "words.js", "live.js", "chart.js", "ask.js", "icon.svg");

        private record File(byte[] content, String type, String tag) {}

        private static final Map<String, File> FILES =
                NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, PageFiles::read));

        private PageFiles() {}

        static void answerPage(StatusRequest request, Message message) {
            answer(FILES.get(PAGE), request, message);
        }

        /** By the last part of the path. */
        static void answerFile(StatusRequest request, Message message) {
            File file = request.file().equals(PAGE) ? null : FILES.get(request.file());
            if (file == null) {
                StatusAnswer.plain(message, 404, "not found\n");
            } else {
                answer(file, request, message);
            }
        }

        private static void answer(File file, StatusRequest request, Message message) {
            boolean known = EntityTag.matches(request.ifNoneMatch(), file.tag());
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, known ? 304 : 200);
            message.setHeader("ETag", file.tag());
            // asked for each time, answered with 304: after an update nobody has the old script with the new page
            message.setHeader("Cache-Control", "no-cache");
            if (!known) {
                message.setHeader(Exchange.CONTENT_TYPE, file.type());
            }
            message.setBody(known || request.head() ? null : file.content());
        }

        private static File read(String name) {
            try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks " + name);
                }
                byte[] content = in.readAllBytes();
                return new File(content, type(name), EntityTag.strong(content));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String type(String name) {
            return switch (name.substring(name.indexOf('.') + 1)) {
                case "html" -> "text/html; charset=utf-8";
                case "css" -> "text/css; charset=utf-8";
                case "js" -> "text/javascript; charset=utf-8";
                default -> "image/svg+xml";
            };
        }
    }
}
