package io.github.homeexporter.status;

import io.github.homeexporter.poll.Bounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Answer an HTTP request with the state of the program and its devices.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "status",
        title = "Status",
        syntax = "status:view",
        producerOnly = true,
        remote = false,
        category = {Category.MONITORING})
public class StatusEndpoint extends DefaultEndpoint {
    private static final List<String> FORMATS = List.of("auto", "prometheus", "otlp", "both", "none");

    @UriPath(
            enums = "healthy,ready,healthz,values,events,history,page,files,health,collectors,collect,reload",
            description =
                    "healthy: 200 while the process answers; ready: 200 once the routes run, else 503; healthz: the"
                            + " devices as JSON, 503 when none of them is up; values: program, devices and series as JSON,"
                            + " with ?format=isg values in isg_exporter's shape; events: what changes of these, as it changes; history: what a"
                            + " series was in the last hours; page: the page for people; files: what it"
                            + " loads; health, collectors, collect: as metrics-exporters; reload: reads the settings again")
    @Metadata(required = true)
    private String view;

    /** How long a connected device that pushes may say nothing before the whole is degraded; 0 for as long as it likes. */
    @UriParam(defaultValue = "15m")
    private String maxAge = "15m";

    /** How often history keeps what every series is; it has room for 360 of them. */
    @UriParam(defaultValue = "60s")
    private String every = "60s";

    /** What collect and reload ask for as Authorization: Bearer; without one they refuse everybody. */
    @UriParam(secret = true)
    private String token = "";

    /** What health calls the export format: prometheus, otlp, both, none; auto to tell it by what runs. */
    @UriParam(defaultValue = "auto")
    private String exportFormat = "auto";

    public StatusEndpoint(String uri, StatusComponent component, String view) {
        super(uri, component);
        this.view = view;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Bounds bounds = new Bounds();
        bounds.parsed("view", () -> StatusView.of(view));
        bounds.duration("maxAge", maxAge, Duration.ZERO, null);
        bounds.duration("every", every, Duration.ofSeconds(1), Duration.ofHours(1));
        // as export.format takes it: a comma in front of the first is nothing
        String formats = exportFormat.replaceFirst("^[,\\s]+", "").toLowerCase(Locale.ROOT);
        if (!FORMATS.containsAll(Arrays.asList(formats.split("[,\\s]+")))) {
            bounds.refuse("exportFormat", exportFormat, String.join(", ", FORMATS));
        }
        bounds.orThrow();
    }

    @Override
    public Producer createProducer() {
        return StatusView.of(view).isOfCollection() ? new CollectionProducer(this) : new StatusProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("status: answers requests; it gives no messages");
    }

    public String getView() {
        return view;
    }

    public void setView(String view) {
        this.view = view;
    }

    public String getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(String maxAge) {
        this.maxAge = maxAge;
    }

    public String getEvery() {
        return every;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getExportFormat() {
        return exportFormat;
    }

    public void setExportFormat(String exportFormat) {
        this.exportFormat = exportFormat;
    }

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
            return this == HEALTH || this == COLLECTORS || this == COLLECT || this == RELOAD;
        }

        static StatusView of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("status:" + word + ": no such view; allowed: "
                            + Arrays.stream(values()).map(view -> view.word).collect(Collectors.joining(", "))));
        }
    }
}
