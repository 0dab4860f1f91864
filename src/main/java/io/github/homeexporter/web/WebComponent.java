package io.github.homeexporter.web;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.web.BoundedBody.WholeAnswer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Camel's {@code http:} and {@code https:} for routes, with bounds: the client by itself keeps a header, and a body, of any
 * length. Whoever answers more fails the exchange, so the route says so.
 */
public class WebComponent extends HttpComponent {
    private static final String SETTING = "#property:";

    /** In bytes: a status line, a header, a chunk's head, a trailer. */
    private static final int LONGEST_LINE = 8 * 1024;

    /** Of headers, and of trailers. */
    private static final int MOST_HEADERS = 200;

    private final long longest;
    private ScheduledExecutorService timer;

    public WebComponent() {
        this(WholeAnswer.LONGEST_SECONDS * 1_000L);
    }

    /** @param longest milliseconds to the end of a head, and then of a body; twice a route's responseTimeout where that is more */
    WebComponent(long longest) {
        this.longest = longest;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        Json.boundAll();
        timer = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "http-deadline");
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        // of one that was never begun, as in a trial, there is none
        if (timer != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        parameters.replaceAll((option, value) -> option.contains("auth") ? setting(value) : value);
        return super.createEndpoint(uri, remaining, parameters);
    }

    /** With the classes that Camel's own signature has. */
    @SuppressWarnings("deprecation")
    @Override
    protected HttpClientConnectionManager createConnectionManager(
            Registry<ConnectionSocketFactory> registry,
            int maxTotalConnections,
            int connectionsPerRoute,
            SocketConfig defaultSocketConfig) {
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager(
                registry,
                PoolConcurrencyPolicy.STRICT,
                TimeValue.ofMilliseconds(getConnectionTimeToLive()),
                ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build());
        manager.setMaxTotal(maxTotalConnections > 0 ? maxTotalConnections : getMaxTotalConnections());
        manager.setDefaultMaxPerRoute(connectionsPerRoute > 0 ? connectionsPerRoute : getConnectionsPerRoute());
        if (defaultSocketConfig != null) {
            manager.setDefaultSocketConfig(defaultSocketConfig);
        }
        return manager;
    }

    @Override
    protected HttpClientBuilder createHttpClientBuilder(
            String uri, Map<String, Object> parameters, Map<String, Object> httpClientOptions) {
        // outside of the decompression: what is counted is what is kept
        return super.createHttpClientBuilder(uri, parameters, httpClientOptions)
                .addExecInterceptorFirst("bounds", this::bounded);
    }

    private ClassicHttpResponse bounded(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Runnable hangUp = scope.execRuntime::discardEndpoint;
        Timeout quiet = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
        long millis = Math.max(longest, quiet == null ? 0 : 2 * quiet.toMilliseconds());
        WholeAnswer head = new WholeAnswer(timer, millis, hangUp);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(
                        new BoundedBody(response.getEntity(), hangUp, new WholeAnswer(timer, millis, hangUp)));
            }
            return response;
        } catch (IOException e) {
            throw head.why(e);
        } finally {
            head.over();
        }
    }

    /** Camel looks for a bean where it reads the options of a login itself; a secret stands in a route as the name of its setting. */
    private Object setting(Object value) {
        if (!(value instanceof String text) || !text.startsWith(SETTING)) {
            return value;
        }
        String key = text.substring(SETTING.length());
        return getCamelContext()
                .getPropertiesComponent()
                .resolveProperty(key)
                // as Camel says it of any other option
                .orElseThrow(() -> new IllegalArgumentException("Property with key [" + key + "] not found"));
    }
}
