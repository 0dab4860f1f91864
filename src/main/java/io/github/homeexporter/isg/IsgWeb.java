package io.github.homeexporter.isg;

import io.github.homeexporter.isg.IsgOptions.IsgAddress;
import io.github.homeexporter.isg.WebSession.WebLine;
import io.github.homeexporter.isg.page.IsgPage.PageFault;
import io.github.homeexporter.isg.page.IsgPage.PageId;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.tape.Frames;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches pages with the HTTP client that camel-http brings, with a cookie jar and one connection of its own. Not through a
 * camel-http endpoint: that knows no deadline for a whole answer, only one between two bytes.
 */
class IsgWeb implements WebLine, Closeable {
    /** lighttpd closes an idle connection after 5 s; one that is reused at that moment is reset. */
    private static final TimeValue TIME_TO_LIVE = TimeValue.ofSeconds(4);

    private static final int MAX_PAGE = 4 << 20;
    /** In bytes: status line, a header, a chunk's head or trailer. An ISG's are below 200. */
    private static final int LONGEST_LINE = 8 * 1024;

    /** Of headers, and of trailers. */
    private static final int MOST_HEADERS = 100;

    private static final int MOST_COOKIES = 50;

    private static final Frames FRAMES = Frames.of("isg");

    private final IsgAddress address;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final CloseableHttpClient client;

    /**
     * @param timeout for a whole answer
     * @param timer that ends those that take longer
     */
    IsgWeb(IsgAddress address, Duration timeout, ScheduledExecutorService timer) {
        this.address = address;
        this.timeout = timeout;
        this.timer = timer;
        Timeout silence = Timeout.ofMilliseconds(timeout.toMillis());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(1)
                        .setMaxConnPerRoute(1)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setTimeToLive(TIME_TO_LIVE)
                                .setConnectTimeout(silence)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setCookieSpec(StandardCookieSpec.RELAXED)
                        .setResponseTimeout(silence)
                        .setConnectionRequestTimeout(silence)
                        .build())
                .setDefaultCookieStore(cookies)
                .setUserAgent("home-exporter")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .build();
    }

    @Override
    public Answer get(PageId page) throws PageFault {
        try {
            return send(new HttpGet(address.of(page)));
        } catch (IOException e) {
            if (!isIdleClose(e)) {
                throw fault(e);
            }
        }
        try {
            return send(new HttpGet(address.of(page)));
        } catch (IOException e) {
            throw fault(e);
        }
    }

    @Override
    public Answer post(PageId page, Map<String, String> form) throws PageFault {
        HttpPost post = new HttpPost(address.of(page));
        post.setEntity(new UrlEncodedFormEntity(
                form.entrySet().stream()
                        .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                        .toList(),
                StandardCharsets.UTF_8));
        try {
            return send(post);
        } catch (IOException e) {
            throw fault(e);
        }
    }

    @Override
    public void forget() {
        cookies.clear();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private Answer send(HttpUriRequestBase request) throws IOException {
        String question = request.getMethod() + " " + request.getRequestUri();
        String peer = address.toString();
        if (Frames.isReplay()) {
            return replayed(FRAMES.answer(peer, question)
                    .orElseThrow(() -> new IOException("the recording has no answer to " + question)));
        }
        FRAMES.sent(peer, question);
        long begin = System.nanoTime();
        Answer answer = ask(request);
        if (FRAMES.isWatched()) {
            FRAMES.received(peer, answer.status() + "\n" + new String(answer.body(), answer.readable()));
        }
        FRAMES.exchanged(
                peer,
                question,
                answer.status() + ", " + answer.body().length + " bytes in " + (System.nanoTime() - begin) / 1_000_000
                        + " ms");
        return answer;
    }

    private static Answer replayed(String answer) {
        int head = answer.indexOf('\n');
        byte[] body = answer.substring(head + 1).getBytes(StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(answer.substring(0, head)), StandardCharsets.UTF_8.name(), body);
    }

    private Answer ask(HttpUriRequestBase request) throws IOException {
        ScheduledFuture<?> deadline = timer.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, IsgWeb::answer);
        } catch (IOException | RuntimeException e) {
            if (request.isCancelled()) {
                throw (IOException) new InterruptedIOException("deadline").initCause(e);
            }
            throw e instanceof IOException io ? io : new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            deadline.cancel(false);
            if (cookies.getCookies().size() > MOST_COOKIES) {
                // an ISG sets one; whoever sets more each time has none of ours to keep
                cookies.clear();
            }
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException, HttpException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_PAGE + 1);
        if (body.length > MAX_PAGE) {
            throw new IOException("a page of more than 4 MiB");
        }
        return new Answer(response.getCode(), charset(entity), body);
    }

    private static String charset(HttpEntity entity) {
        ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
        return type == null || type.getCharset() == null
                ? null
                : type.getCharset().name();
    }

    /** The server closed an idle connection at the moment it was used again: nothing was answered, so it is asked once more. */
    private static boolean isIdleClose(IOException e) {
        boolean neverConnected = e instanceof ConnectException || e instanceof NoRouteToHostException;
        return e instanceof NoHttpResponseException || (e instanceof SocketException && !neverConnected);
    }

    private PageFault fault(IOException e) {
        if (e instanceof InterruptedIOException) {
            return PageFault.ofPage("timeout", address + ": no whole page within " + timeout.toSeconds() + " s");
        }
        Fault known = NetworkFaults.of(e);
        return switch (known.reason()) {
            case NetworkFaults.REFUSED ->
                PageFault.ofDevice(
                        known.reason(), address + " refuses the connection: check isg.url and that the ISG is on");
            case NetworkFaults.UNREACHABLE ->
                PageFault.ofDevice(
                        known.reason(), "no route to " + address + ": check isg.url and the network between");
            case NetworkFaults.UNKNOWN_HOST ->
                PageFault.ofDevice(
                        known.reason(),
                        "the host name \"" + address.host()
                                + "\" is not known: check isg.url for a typing error, or write the IP address");
            case NetworkFaults.TLS ->
                PageFault.ofDevice(
                        known.reason(), address + ": " + known.sentence() + "; an ISG itself speaks plain http only");
            default -> PageFault.ofPage(NetworkFaults.BROKEN, address + ": " + known.sentence());
        };
    }
}
