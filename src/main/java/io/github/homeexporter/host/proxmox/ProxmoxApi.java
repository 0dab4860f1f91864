package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.SmallBody;
import io.github.homeexporter.net.tls.PinnedTrust;
import io.github.homeexporter.tape.Frames;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
            return PveJson.ofApi(body);
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
}
