package io.github.homeexporter.homeassistant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** In front of a broker: refuses MQTT 5 as a broker of 2014 does, with a CONNACK of 3.1.1, and lets 3.1.1 through. */
final class OldBroker implements AutoCloseable {
    /** Versions asked for: 5, or 4 for 3.1.1. */
    final List<Integer> levels = new CopyOnWriteArrayList<>();

    private static final byte[] UNACCEPTABLE_VERSION = {0x20, 2, 0, 1};
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int behind;

    OldBroker(int behind) throws IOException {
        this.behind = behind;
        daemon(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            daemon(() -> handle(client));
        }
    }

    private void handle(Socket client) throws IOException {
        // fixed header with up to four bytes of length, then the name MQTT with its length, then the level
        byte[] head = new byte[32];
        int have = 0;
        int nameEnd;
        InputStream in = client.getInputStream();
        do {
            int n = in.read(head, have, 1);
            if (n < 0) {
                return;
            }
            have += n;
            nameEnd = new String(head, 0, have, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MQTT") + 4;
        } while (nameEnd < 4 || have <= nameEnd);
        levels.add((int) head[nameEnd]);
        if (head[nameEnd] != 4) {
            client.getOutputStream().write(UNACCEPTABLE_VERSION);
            client.close();
            return;
        }
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), behind);
        broker.getOutputStream().write(head, 0, have);
        daemon(() -> pump(broker.getInputStream(), client));
        pump(in, broker);
    }

    private static void pump(InputStream from, Socket to) throws IOException {
        try (to) {
            OutputStream out = to.getOutputStream();
            from.transferTo(out);
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void daemon(Io work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side has closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
