package io.github.homeexporter.loxone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reverse proxy that takes a path away from the first line of every connection and passes the rest on as it is. */
final class PathProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final String path;
    private final int behind;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    PathProxy(ServerSocket socket, String path, int behind) {
        this.socket = socket;
        this.path = path;
        this.behind = behind;
        start(this::accept);
    }

    private static void start(IoTask task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // the test is over, or one side has left
                    }
                },
                "path-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface IoTask {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
            open.addAll(List.of(client, server));
            start(() -> {
                server.getOutputStream().write(firstLine(client.getInputStream()));
                pump(client, server);
            });
            start(() -> pump(server, client));
        }
    }

    private byte[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        String whole = line.toString(StandardCharsets.ISO_8859_1);
        // without the path there is nobody
        String passed =
                whole.contains(" " + path + "/") ? whole.replace(" " + path + "/", " /") : "GET /404 HTTP/1.1\r\n";
        return passed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
