package io.github.homeexporter.host.proxmox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.homeexporter.net.tls.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Proxmox host's API as far as it is asked, on an HTTPS port of its own, with answers that a test can change. */
final class FakePve implements AutoCloseable {
    static final String TOKEN = "exporter@pve!home=11111111-2222-3333-4444-555555555555";
    static final String RESOURCES = "/cluster/resources";
    static final String STATUS = "/cluster/status";
    static final String LARDER = "/nodes/larder/status";

    private static final Path ANSWERS = Path.of("src/test/resources/host/proxmox-api");

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String token = TOKEN;

    private record Answer(int status, String body, boolean silent) {}

    FakePve(TestCertificate certificate) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(threads);
        server.createContext("/api2/json", this::answer);
        for (String path : List.of(RESOURCES, STATUS, "/version", LARDER)) {
            say(path, 200, file(path));
        }
        server.start();
    }

    /** What the file of that path says, as {@code {"data":…}}. */
    static String file(String path) throws IOException {
        return Files.readString(ANSWERS.resolve(path.substring(1).replace('/', '-') + ".json"));
    }

    FakePve say(String path, int status, String body) {
        answers.put(path, new Answer(status, body, false));
        return this;
    }

    /** The head of an answer and then nothing more. */
    FakePve fallSilentAt(String path) {
        answers.put(path, new Answer(200, "", true));
        return this;
    }

    FakePve replace(String path, String what, String by) {
        answers.computeIfPresent(path, (p, answer) -> {
            if (!answer.body.contains(what)) {
                throw new IllegalArgumentException(path + " has no " + what);
            }
            return new Answer(200, answer.body.replace(what, by), false);
        });
        return this;
    }

    FakePve token(String other) {
        token = other;
        return this;
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths in the order they were asked, the refused ones too. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api2/json".length());
        asked.add(path);
        Answer answer = answers.getOrDefault(path, new Answer(501, "", false));
        if (!("PVEAPIToken=" + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer = new Answer(401, "{\"data\":null}", false);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        try (exchange) {
            exchange.sendResponseHeaders(answer.status, answer.silent ? 1000 : body.length == 0 ? -1 : body.length);
            if (answer.silent) {
                silence.await();
            } else if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
