package io.github.homeexporter.comparison;

import io.github.homeexporter.formats.MetricsText;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.net.Texts;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.TlsTrust;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A page of metrics that is read over HTTP, within bounds of size and time. */
public final class MetricsPage {
    /** In bytes: a hundred thousand series have some 12 MB. */
    static final int LONGEST = 16 << 20;

    static final int MOST_SAMPLES = 100_000;
    private static final String ACCEPT = "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5";

    private final PageAddress address;
    private final Duration patience;
    private final HttpClient client;

    /**
     * @param patience for one reading, from the question to the end of the answer
     * @throws IllegalArgumentException for a file of authorities that cannot be read
     */
    public MetricsPage(PageAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(patience);
        if (address.uri().getScheme().equals("https")) {
            builder.sslContext(trust(address).context());
        }
        client = builder.build();
    }

    private static PinnedTrust trust(PageAddress address) {
        int port = address.uri().getPort() < 0 ? 443 : address.uri().getPort();
        return new PinnedTrust(
                new PinnedTrust.Rules(
                        address.insecure() ? TlsTrust.INSECURE : TlsTrust.VERIFY,
                        address.pin(),
                        "--compare-ca",
                        address.ca(),
                        true,
                        "",
                        names -> Optional.empty(),
                        new PinFile(null),
                        "give --compare-ca FILE with its authority, or --compare-insecure; it is"),
                new HostPort(address.uri().getHost(), port));
    }

    /** Asks for the page; {@link #end} waits for it. */
    CompletableFuture<HttpResponse<String>> begin() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.uri()).header("Accept", ACCEPT).header("User-Agent", "home-exporter");
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        return client.sendAsync(request.build(), SmallBody.text(LONGEST));
    }

    /**
     * @param since when it was asked for, as {@link System#nanoTime} gives it
     * @throws IOException in a sentence for the person who has to mend it, with the address
     */
    MetricsText end(CompletableFuture<HttpResponse<String>> exchange, long since)
            throws IOException, InterruptedException {
        long left = since + patience.toNanos() - System.nanoTime();
        try {
            return read(exchange.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new IOException(address + ": no whole answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    address + ": " + NetworkFaults.of(e.getCause()).sentence(), e);
        } finally {
            exchange.cancel(true);
        }
    }

    private MetricsText read(HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            throw new IOException(address + ": answered HTTP " + status
                    + ": give user and password as http://USER:PASSWORD@HOST, or a file with a token");
        }
        if (status != 200) {
            String to = answer.headers()
                    .firstValue("Location")
                    .map(location -> ", which leads elsewhere: give that address")
                    .orElse(": is its path right?");
            throw new IOException(address + ": answered HTTP " + status + to);
        }
        if (!answer.headers().firstValue("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw new IOException(address + ": answered compressed, which was not asked for");
        }
        try {
            MetricsText page = MetricsText.parse(answer.body(), MOST_SAMPLES);
            if (page.samples().isEmpty()) {
                throw new IOException("there is no series in it");
            }
            return page;
        } catch (IOException e) {
            throw new IOException(address + ": no page of metrics: " + Texts.oneLine(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
