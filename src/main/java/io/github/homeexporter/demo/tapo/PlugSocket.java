package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.tapo.wire.Autokey;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plug's port: HTTP, or frames for a Kasa plug. Misbehaves as it is told. */
final class PlugSocket implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PlugSocket.class);
    private static final int LONGEST = 64 * 1024;

    private final SimulatedPlug plug;
    private final PlugServer http;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    /** @param http null for frames */
    PlugSocket(SimulatedPlug plug, PlugServer http, int port) throws IOException {
        this.plug = plug;
        this.http = http;
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        start("plug-accept", this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    int mostOpen() {
        return most.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                most.accumulateAndGet(open.size(), Math::max);
                start("plug-connection", () -> serve(socket));
            } catch (IOException e) {
                LOG.debug("plug: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (http == null ? frame(socket) : post(socket)) {
                answers.incrementAndGet();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.debug("plug: connection ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean post(Socket socket) throws IOException, GeneralSecurityException, InterruptedException {
        InputStream in = socket.getInputStream();
        HttpHead head = HttpHead.read(in);
        // devices were found to look for this header letter by letter
        String length = head.headers().getOrDefault("Content-Length", "");
        byte[] body = length.matches("\\d{1,5}") ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
        if (length.isEmpty() || isDropping()) {
            return false;
        }
        WireResponse answer = http.answer(head.target(), head.header("Cookie"), body);
        byte[] text = spoilt(answer.body());
        OutputStream out = socket.getOutputStream();
        String cookie = answer.setCookie().isEmpty() ? "" : "Set-Cookie: " + answer.setCookie() + "\r\n";
        out.write(("HTTP/1.1 " + answer.status() + " OK\r\nContent-Length: " + answer.body().length + "\r\n" + cookie
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(text);
        out.flush();
        return text.length == answer.body().length;
    }

    private boolean frame(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(4);
        int length = head.length == 4 ? Autokey.length(head) : -1;
        if (length < 1 || length > LONGEST) {
            return false;
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the client left before its request was whole");
        }
        if (isDropping()) {
            return false;
        }
        String answer = plug.answer(new String(Autokey.decrypt(body), StandardCharsets.UTF_8));
        byte[] frame = Autokey.framed(answer.getBytes(StandardCharsets.UTF_8));
        byte[] spoilt = spoilt(frame);
        socket.getOutputStream().write(spoilt);
        socket.getOutputStream().flush();
        return spoilt.length == frame.length;
    }

    private boolean isDropping() {
        return plug.is(PlugQuirk.DROPS)
                || (plug.is(PlugQuirk.DROPS_EVERY_SECOND) && answers.incrementAndGet() % 2 == 0);
    }

    private byte[] spoilt(byte[] body) throws InterruptedException {
        if (plug.is(PlugQuirk.SLOW)) {
            TimeUnit.SECONDS.sleep(10);
        }
        return plug.is(PlugQuirk.TRUNCATED) ? java.util.Arrays.copyOf(body, body.length / 2) : body;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
