package io.github.homeexporter.comparison;

import io.github.homeexporter.formats.MetricsText;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.net.Texts;
import io.github.homeexporter.net.tls.PinFile;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.net.tls.PinnedTrust.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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

    /**
     * Where a page is and how it is asked for. What it prints holds neither user nor password nor a query.
     *
     * @param uri without user and password
     * @param authorization value of that header; empty for none
     * @param ca PEM file of whom to believe; null for those of the JVM
     * @param insecure whether any certificate will do
     * @param pin fingerprint of the only certificate to believe; empty for none
     */
    public record PageAddress(URI uri, String authorization, Path ca, boolean insecure, String pin) {
        /**
         * @param text as a person gives it: {@code [http://][user:password@]host[:port][/path]}; without a path, /metrics
         * @param option its name, for the sentence of what is wrong, which does not repeat the text
         * @throws IllegalArgumentException when it is none
         */
        public static PageAddress of(String option, String text, Optional<String> token, Path ca, boolean insecure) {
            URI given;
            try {
                given = new URI(text.contains("://") ? text.strip() : "http://" + text.strip());
            } catch (URISyntaxException e) {
                // its message repeats the text, and with it a password
                throw new IllegalArgumentException(wrong(option));
            }
            boolean isHttp = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
            // what is not printed of a password may not become a part that is
            boolean isCut = given.getRawFragment() != null
                    || given.getRawPath() != null && given.getRawPath().contains("@");
            if (!isHttp || given.getHost() == null || given.getPort() > 65535 || isCut) {
                throw new IllegalArgumentException(wrong(option));
            }
            String path =
                    given.getRawPath().isEmpty() || given.getRawPath().equals("/") ? "/metrics" : given.getRawPath();
            String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
            String port = given.getPort() < 0 ? "" : ":" + given.getPort();
            URI bare = URI.create(given.getScheme().toLowerCase(java.util.Locale.ROOT) + "://" + given.getHost() + port
                    + path + query);
            String user = given.getUserInfo();
            String header = token.map(secret -> "Bearer " + secret).orElse(user == null ? "" : basic(user));
            return new PageAddress(bare, header, ca, insecure, "");
        }

        /** @param userAndPassword with a colon between them */
        public static String basic(String userAndPassword) {
            return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        }

        private static String wrong(String option) {
            return option
                    + ": no address of a page; allowed: http://host:port/metrics or https://…, with user:password@ before"
                    + " the host where it asks for them (a character that an address cannot hold as %40)";
        }

        @Override
        public String toString() {
            return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
        }
    }
}
