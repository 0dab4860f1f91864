package io.github.homeexporter;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** A server of which each connection is worse than the one before. */
final class EvilPeer implements Closeable {
    /** More than the heap; then it has shown what it wanted. */
    private static final long MOST_SENT = 100L << 20;

    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: *(\\S+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Misdeed> deeds;
    private final AtomicInteger next;
    final AtomicInteger connections = new AtomicInteger();

    /** When and how fast it is said. */
    enum How {
        /** After a question, as fast as it is taken. */
        FLOOD,
        /** Behind the first two bytes of the question, which is where Modbus TCP has its number. */
        NUMBERED,
        /** After a handshake as a WebSocket wants it. */
        UPGRADED,
        /** Before anything was asked. */
        UNASKED,
        /** A byte, then another one, and no end. */
        DRIP,
        /** And then the connection is over. */
        LEAVE,
        /** And then nothing, for ever. */
        HOLD
    }

    /**
     * @param begin how an answer begins
     * @param again what then comes again and again
     */
    record Misdeed(How how, byte[] begin, byte[] again) {
        static Misdeed of(How how, String begin, String again) {
            return new Misdeed(how, bytes(begin), bytes(again));
        }

        static Misdeed flood(String begin, String again) {
            return of(How.FLOOD, begin, again);
        }

        /** Some 60 MiB of blanks, or whatever the letter is, in 60 KiB. */
        static byte[] bomb(String letters) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] chunk = bytes(letters.repeat(1 << 16));
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                for (long sent = 0; sent < 60L << 20; sent += chunk.length) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Worth a write. */
        byte[] repeated() {
            return again.length == 0 || again.length > 60_000
                    ? again
                    : bytes(new String(again, StandardCharsets.ISO_8859_1).repeat(64 * 1024 / again.length));
        }
    }

    /** @param first which one the first connection meets */
    EvilPeer(List<Misdeed> deeds, int first) throws IOException {
        this.deeds = deeds;
        this.next = new AtomicInteger(first);
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "evil");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Misdeed deed = deeds.get(next.getAndIncrement() % deeds.size());
                connections.incrementAndGet();
                daemon(() -> answer(socket, deed));
            } catch (IOException e) {
                // closed by the test
                return;
            }
        }
    }

    private static void answer(Socket socket, Misdeed deed) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] question = new byte[4096];
            int length = deed.how() == How.UNASKED ? 0 : in.read(question);
            if (length < 0) {
                return;
            }
            if (deed.how() == How.NUMBERED) {
                out.write(question, 0, 2);
            } else if (deed.how() == How.UPGRADED) {
                out.write(upgrade(new String(question, 0, length, StandardCharsets.ISO_8859_1)));
            }
            out.write(deed.begin());
            out.flush();
            say(deed, out);
            if (deed.how() != How.LEAVE) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // the program has heard enough, which is what is wanted
            return;
        }
    }

    private static void say(Misdeed deed, OutputStream out) throws IOException {
        if (deed.how() == How.DRIP) {
            for (int i = 0; i < 1_000; i++) {
                out.write(deed.again()[i % deed.again().length]);
                LockSupport.parkNanos(50_000_000);
            }
        }
        byte[] again = deed.repeated();
        boolean endless = again.length > 0 && deed.how() != How.DRIP && deed.how() != How.HOLD;
        for (long sent = 0; endless && sent < MOST_SENT; sent += again.length) {
            out.write(again);
        }
    }

    private static byte[] upgrade(String question) {
        Matcher key = KEY.matcher(question);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1")
                    .digest(Misdeed.bytes((key.find() ? key.group(1) : "") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            String accept = Base64.getEncoder().encodeToString(sum);
            return Misdeed.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "peer of " + deeds.size() + " misdeeds at port " + port() + ", " + connections + " connections";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
