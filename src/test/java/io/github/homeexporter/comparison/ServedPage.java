package io.github.homeexporter.comparison;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Somebody's page of metrics on a port of 127.0.0.1; remembers how it was asked for. */
public final class ServedPage implements AutoCloseable {
    /** What becomes of one question. */
    public interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String scheme;

    private ServedPage(SSLContext tls, Answer answer) throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            server = HttpServer.create(loopback, 0);
        } else {
            HttpsServer https = HttpsServer.create(loopback, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = https;
        }
        scheme = tls == null ? "http" : "https";
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders());
            try (exchange) {
                answer.give(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    public static ServedPage of(String text) throws IOException {
        return moving(() -> text);
    }

    /** The text that is given at each question. */
    public static ServedPage moving(Supplier<String> text) throws IOException {
        return new ServedPage(null, exchange -> give(exchange, 200, text.get()));
    }

    public static ServedPage overTls(SSLContext tls, String text) throws IOException {
        return new ServedPage(tls, exchange -> give(exchange, 200, text));
    }

    public static ServedPage answering(Answer answer) throws IOException {
        return new ServedPage(null, answer);
    }

    public static void give(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    public List<Headers> asked() {
        return asked;
    }

    /** Where it is, without a path. */
    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
