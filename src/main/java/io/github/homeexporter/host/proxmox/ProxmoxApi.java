package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.host.proxmox.ClusterReading.PveLine;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.tape.Frames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the API over HTTPS, one question after the other. */
final class ProxmoxApi {
    /** pveproxy slows down after wrong logins, and people let fail2ban watch it. */
    static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);

    private static final int LONGEST = 4 << 20;

    private static final Frames FRAMES = Frames.of("proxmox");

    private final PveAddress address;
    private final PveToken token;
    private final HttpClient client;

    ProxmoxApi(PveAddress address, PveToken token, PinnedTrust tls, Duration connectTimeout) {
        this.address = address;
        this.token = token;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connectTimeout)
                .sslContext(tls.context())
                .build();
    }

    /** A line whose questions share one deadline from now on. */
    PveLine within(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        return path -> ask(path, end, deadline);
    }

    private List<PveEntry> ask(String path, long end, Duration deadline) throws FaultException, InterruptedException {
        String peer = address.toString();
        if (Frames.isReplay()) {
            String answer = FRAMES.answer(peer, path)
                    .orElseThrow(() -> fault("no_recording", path + ": the recording has no answer"));
            return read(path, 200, answer);
        }
        FRAMES.sent(peer, path);
        HttpRequest request = HttpRequest.newBuilder(address.of(path))
                .header("Authorization", token.header())
                .header("Accept", "application/json")
                .header("User-Agent", "home-exporter")
                .build();
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, SmallBody.text(LONGEST));
        try {
            HttpResponse<String> answer = exchange.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            FRAMES.received(peer, answer.body());
            FRAMES.exchanged(
                    peer, path, answer.statusCode() + ", " + answer.body().length() + " characters");
            return read(path, answer.statusCode(), answer.body());
        } catch (TimeoutException e) {
            throw fault(ClusterReading.TIMEOUT, path + ": no whole answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw connection(path, e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private List<PveEntry> read(String path, int status, String body) throws FaultException {
        if (status == 401) {
            throw new FaultException(new Fault(
                    "unauthorized",
                    at("the token " + token.id() + " is not accepted: check its secret, that it exists and has not"
                            + " expired; the next try is in " + AFTER_REFUSAL.toMinutes() + " minutes"),
                    AFTER_REFUSAL));
        }
        if (status == 403) {
            throw fault(
                    ClusterReading.FORBIDDEN,
                    path + ": the token " + token.id() + " may not see this; give it the role PVEAuditor on /");
        }
        if (status != 200) {
            throw fault("http_status", path + ": answered HTTP " + status);
        }
        try {
            return PveEntry.ofApi(body);
        } catch (IOException e) {
            throw fault("malformed", path + ": " + e.getMessage());
        }
    }

    private FaultException connection(String path, Throwable failure) {
        Fault known = NetworkFaults.of(failure);
        String sentence =
                switch (known.reason()) {
                    case NetworkFaults.REFUSED -> "connection refused: check host.proxmox-url and that pveproxy runs";
                    case NetworkFaults.UNREACHABLE -> "no route: check host.proxmox-url and the network between";
                    case NetworkFaults.UNKNOWN_HOST -> "the host name is not known: check host.proxmox-url";
                    case NetworkFaults.TLS -> known.sentence();
                    default -> path + ": " + known.sentence();
                };
        return fault(known.reason(), sentence);
    }

    private FaultException fault(String reason, String sentence) {
        return new FaultException(new Fault(reason, at(sentence)));
    }

    private String at(String sentence) {
        return address + ": " + sentence;
    }

    /** An API token, {@code user@realm!id=secret}. Its text never leaves but in the header. */
    static final class PveToken {
        private static final String SCHEME = "PVEAPIToken=";
        private static final Pattern FORM = Pattern.compile(
                "[^\\s:/@!=]+(@[^\\s:/@!=]+)?@[A-Za-z][A-Za-z0-9._-]*![A-Za-z][A-Za-z0-9._-]*=[\\x21-\\x7e]+");

        private final String text;

        private PveToken(String text) {
            this.text = text;
        }

        /** @throws IllegalArgumentException when it has another form; the message does not show it */
        static PveToken parse(String setting) {
            String text = setting.strip();
            text = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "token: it has not the form user@realm!id=secret, as in exporter@pve!home=01234567-89ab-…");
            }
            return new PveToken(text);
        }

        /** Value of the header {@code Authorization}. */
        String header() {
            return SCHEME + text;
        }

        /** {@code user@realm!id}, which is no secret. */
        String id() {
            return text.substring(0, text.indexOf('='));
        }

        @Override
        public String toString() {
            return id() + "=***";
        }
    }

    /**
     * Where the API is.
     *
     * @param at host and port of it
     * @param base up to and without {@code /api2/json}
     * @param local whether it was said to be this machine, without an address
     */
    record PveAddress(HostPort at, URI base, boolean local) {
        /** The word for this machine, when it is a Proxmox host. */
        static final String LOCAL = "local";

        private static final int PORT = 8006;
        private static final String API = "/api2/json";
        private static final Pattern FORM =
                Pattern.compile("(?:https://)?(?<at>[^/]+)(?<path>/[A-Za-z0-9._~/-]*)?", Pattern.CASE_INSENSITIVE);

        /** @throws IllegalArgumentException naming what is allowed */
        static PveAddress parse(String setting) {
            String text = setting.strip();
            if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals(LOCAL)) {
                HostPort here = new HostPort("127.0.0.1", PORT);
                return new PveAddress(here, URI.create("https://" + here), true);
            }
            Matcher m = FORM.matcher(text);
            Optional<HostPort> at = m.matches() ? HostPort.of(m.group("at"), PORT) : Optional.empty();
            if (at.isEmpty()) {
                // without the text when it may hold a password
                String shown = text.contains("@") ? "" : " \"" + text + "\"";
                throw new IllegalArgumentException("url" + shown
                        + ": allowed is https://host:8006, host, host:port, or local on a Proxmox host itself");
            }
            String path = m.group("path") == null ? "" : m.group("path").replaceFirst("/+$", "");
            path = path.endsWith(API) ? path.substring(0, path.length() - API.length()) : path;
            HostPort inUrl = at.get().inUrl();
            return new PveAddress(inUrl, URI.create("https://" + inUrl + path), false);
        }

        /** Where a path of the API is. */
        URI of(String path) {
            return URI.create(base + API + path);
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }
}
