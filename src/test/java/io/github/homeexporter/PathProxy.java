package io.github.homeexporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another server that has the program under one of its paths, as a homeowner's reverse proxy does. */
final class PathProxy implements AutoCloseable {
    private static final Set<String> ITS_OWN = Set.of("transfer-encoding", "content-length", "connection", "date");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String path;
    private final int program;

    PathProxy(String path, int program) throws IOException {
        this.path = path;
        this.program = program;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext(path + "/", this::pass);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString().substring(path.length());
        HttpURLConnection there = (HttpURLConnection) new URL("http://127.0.0.1:" + program + target).openConnection();
        exchange.getRequestHeaders().forEach((name, values) -> there.setRequestProperty(name, values.get(0)));
        int status = there.getResponseCode();
        there.getHeaderFields().forEach((name, values) -> {
            if (name != null && !ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean body = status != 304;
        exchange.sendResponseHeaders(status, body ? 0 : -1);
        try (InputStream from = status < 400 ? there.getInputStream() : there.getErrorStream();
                OutputStream to = exchange.getResponseBody()) {
            byte[] part = new byte[8192];
            for (int n = body ? from.read(part) : -1; n >= 0; n = from.read(part)) {
                to.write(part, 0, n);
                to.flush();
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
