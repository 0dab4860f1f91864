package io.github.homeexporter.http;

import io.github.homeexporter.http.Authorization.BasicCredentials;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.sample.Series;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's HTTP server with limits and a {@link Guard} that is there before the port is open. {@code camel.server.*} makes
 * one without either, and goes on silently when the port is taken.
 */
public final class HttpPort extends VertxPlatformHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final MetricFamily NOT_AFTER = MetricFamily.gauge(
            "home_exporter_http_certificate_not_after_timestamp_seconds",
            "seconds",
            "When the certificate of the HTTP port expires.");
    private static final int SECONDS = 10;

    private final HttpPortOptions options;
    private final EndlessAnswers endless;
    private HttpServer server;
    private Guard guard;
    private boolean ownVertx;

    /** @param endless what is served besides the routes */
    public HttpPort(HttpPortOptions options, EndlessAnswers endless) {
        super(configuration(options));
        this.options = options;
        this.endless = endless;
    }

    private static VertxPlatformHttpServerConfiguration configuration(HttpPortOptions options) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(options.address());
        configuration.setBindPort(options.port());
        configuration.setMaxBodySize((long) options.maxBody());
        configuration.getBodyHandler().setHandleFileUploads(false);
        return configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getVertx() == null) {
            setVertx(createVertxInstance());
            ownVertx = true;
        }
    }

    @Override
    protected Vertx createVertxInstance() {
        VertxOptions given = CamelContextHelper.findSingleByType(getCamelContext(), VertxOptions.class);
        return Vertx.vertx(given == null ? quiet() : given);
    }

    /** Without a look at all threads each second, for requests have a deadline; and without copies of files, for it serves none. */
    private static VertxOptions quiet() {
        return new VertxOptions()
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /** The port it listens on. */
    @Override
    public HttpServer getServer() {
        return server;
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        SampleStore store = SamplesComponent.store(getCamelContext());
        guard = new Guard(options, store.self(), System::nanoTime);
        options.certificate().ifPresent(certificate -> store.self()
                .set(Series.of(NOT_AFTER), certificate.notAfter().getEpochSecond()));
        VertxPlatformHttpRouter router = router();
        // the first handler of all, since routes come later
        router.route().handler(guard).failureHandler(request -> ErrorAnswers.brokenOff(request, guard::count));
        ErrorAnswers.addTo(router);
        endless.serve(getVertx(), router, guard::count);
    }

    @Override
    protected void startServer() throws Exception {
        Connections connections = new Connections(getVertx(), options, guard::count);
        guard.connections(connections);
        server = getVertx().createHttpServer(serverOptions()).connectionHandler(connections);
        try {
            server.requestHandler(router())
                    .listen(options.port(), options.address())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "http.port " + options.port() + " on " + options.address() + " cannot be opened: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    private HttpServerOptions serverOptions() {
        HttpServerOptions http = new HttpServerOptions()
                .setMaxHeaderSize(options.maxHeader())
                .setHttp2ClearTextEnabled(false)
                // who connects on and on is slowed down by the system, instead of making all others wait behind
                // thousands
                .setAcceptBacklog(options.maxConnections())
                .setReuseAddress(true);
        options.certificate().ifPresent(certificate -> http.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(KeyCertOptions.wrap(certificate.keys()))
                .setSslHandshakeTimeout(SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS));
        return http;
    }

    private VertxPlatformHttpRouter router() {
        return VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(options.port()));
    }

    @Override
    protected void stopServer() {
        try {
            if (server != null) {
                server.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
            }
            if (ownVertx) {
                getVertx().close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the HTTP port did not close in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server = null;
        }
    }

    /**
     * Answers that go on for as long as somebody listens. They are given on the port's event loop, since a route would hold a
     * thread for each; they pass the port's guard like all others, and count as connections but not as requests once they have begun.
     */
    public interface EndlessAnswers {
        /** Ends the connection of one who does not read. */
        static void cut(HttpConnection connection) {
            Pipelined.cut(connection);
        }

        /**
         * Before the port opens and before any route.
         *
         * @param refused is told the reason for which somebody is turned away or cut off
         */
        void serve(Vertx vertx, Router router, Consumer<String> refused);
    }

    /**
     * What the settings say of the port.
     *
     * @param certificate empty for plain HTTP
     * @param rateLimitRequests per client and window; 0 for no limit
     * @param maxBody largest body of a request, bytes
     * @param maxHeader largest sum of a request's headers, bytes
     * @param requestTimeout from the head of a request to the end of its answer, and from a connection to its first head
     * @param idleTimeout how long a connection may lie still between two requests
     * @param requestLog whether requests are logged
     */
    public record HttpPortOptions(
            String address,
            int port,
            Optional<ServerCertificate> certificate,
            BasicCredentials basic,
            TrustedHosts trustedHosts,
            Networks trustedProxies,
            int rateLimitRequests,
            Duration rateLimitWindow,
            int maxBody,
            int maxHeader,
            int maxConnections,
            int maxRequests,
            Duration requestTimeout,
            Duration idleTimeout,
            boolean requestLog) {
        /** That page of the port as this machine asks for it. */
        public URI own(String path) {
            String bare = address.replaceAll("[\\[\\]]", "");
            boolean any = bare.equals("0.0.0.0") || bare.equals("::");
            String host = any ? "127.0.0.1" : bare.contains(":") ? "[" + bare + "]" : bare;
            return URI.create((certificate.isPresent() ? "https" : "http") + "://" + host + ":" + port + path);
        }
    }
}
