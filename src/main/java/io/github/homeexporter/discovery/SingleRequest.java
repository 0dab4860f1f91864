package io.github.homeexporter.discovery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One connection for one HTTP request: an answer within a time and a size, whoever it is that answers. */
final class SingleRequest {
    private static final int LONGEST = 256 * 1024;

    /** @param status 0 where it is no HTTP */
    record Answer(int status, String text) {
        /** What stands behind the head; a chunk's length may stand in it. */
        String body() {
            int head = text.indexOf("\r\n\r\n");
            return head < 0 ? "" : text.substring(head + 4);
        }
    }

    private SingleRequest() {}

    /**
     * Asks and closes.
     *
     * @param head without the line of the host
     * @param goodbye what is said before closing, may be empty
     * @param enough tells by what was read so far that no more is needed
     * @throws IOException when nobody accepts the connection, or nothing is said in time
     */
    static Answer ask(InetSocketAddress to, long millis, String head, byte[] goodbye, Predicate<String> enough)
            throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try (Socket socket = new Socket()) {
            socket.connect(to, (int) millis);
            String host = to.getAddress().getHostAddress() + (to.getPort() == 80 ? "" : ":" + to.getPort());
            socket.getOutputStream()
                    .write((head + "\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String text = read(socket, end, enough);
            if (goodbye.length > 0) {
                socket.getOutputStream().write(goodbye);
            }
            boolean http = text.matches("(?s)HTTP/1\\.[01] \\d{3}[ \\r].*");
            return new Answer(http ? Integer.parseInt(text.substring(9, 12)) : 0, text);
        }
    }

    private static String read(Socket socket, long end, Predicate<String> enough) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] part = new byte[8192];
        String text = "";
        while (read.size() < LONGEST && !enough.test(text)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left < 1) {
                throw new SocketTimeoutException("no whole answer in time");
            }
            socket.setSoTimeout((int) left);
            int n = in.read(part);
            if (n < 0) {
                break;
            }
            read.write(part, 0, n);
            text = read.toString(StandardCharsets.UTF_8);
        }
        return text;
    }
}
