package io.github.homeexporter.web;

import io.github.homeexporter.formats.Json;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
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

    /** An answer's body that fails where it gets too long. */
    static final class BoundedBody extends HttpEntityWrapper {
        /** In bytes, after decompression. A tree of JSON takes some twenty times that. */
        static final int LONGEST = (int) Math.min(2 << 20, Runtime.getRuntime().maxMemory() / 96);

        private final Runnable hangUp;
        private final WholeAnswer deadline;

        /** @param hangUp ends the connection: to close it politely, the client would read the rest */
        BoundedBody(HttpEntity entity, Runnable hangUp, WholeAnswer deadline) {
            super(entity);
            this.hangUp = hangUp;
            this.deadline = deadline;
        }

        @Override
        public void close() throws IOException {
            deadline.over();
            super.close();
        }

        @Override
        public InputStream getContent() throws IOException {
            InputStream content = super.getContent();
            return content == null ? null : new Counted(content);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream content = getContent()) {
                if (content != null) {
                    content.transferTo(out);
                }
            }
        }

        private final class Counted extends FilterInputStream {
            private int left = LONGEST;

            Counted(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read;
                try {
                    read = super.read(into, offset, length);
                } catch (IOException e) {
                    deadline.over();
                    throw deadline.why(e);
                }
                if (read < 0) {
                    deadline.over();
                }
                left -= Math.max(0, read);
                if (left < 0) {
                    deadline.over();
                    hangUp.run();
                    throw new IOException("the answer is longer than " + (LONGEST >> 10) + " KiB; not read on");
                }
                return read;
            }

            @Override
            public long skip(long bytes) throws IOException {
                return read(new byte[(int) Math.min(bytes, 4096)]);
            }

            @Override
            public void close() throws IOException {
                deadline.over();
                super.close();
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        }
    }

    /**
     * A deadline for a whole answer. The client knows only ones between two bytes: with a byte now and then, or interim answers without
     * end, one exchange would last for ever.
     */
    static final class WholeAnswer {
        /** From the question to the end of the head, and from there to the end of the body. */
        static final int LONGEST_SECONDS = 60;

        private final long millis;
        private final ScheduledFuture<?> hangingUp;
        private volatile boolean late;

        /**
         * @param millis at least, as the route has it
         * @param hangUp ends the connection; again and again, since a client may try once more
         */
        WholeAnswer(ScheduledExecutorService timer, long millis, Runnable hangUp) {
            this.millis = millis;
            this.hangingUp = timer.scheduleWithFixedDelay(
                    () -> {
                        late = true;
                        hangUp.run();
                    },
                    millis,
                    1_000,
                    TimeUnit.MILLISECONDS);
        }

        /** Nothing more is waited for. */
        void over() {
            hangingUp.cancel(false);
        }

        /** As it is to be said. */
        IOException why(IOException failure) {
            return late
                    ? (IOException)
                            new InterruptedIOException("no whole answer within " + millis + " ms").initCause(failure)
                    : failure;
        }
    }
}
