package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plug's port: HTTP, or frames for a Kasa plug. Misbehaves as it is told. */
final class PlugSocket implements LoopbackServer.BareSession {
    private static final Logger LOG = LoggerFactory.getLogger(PlugSocket.class);
    private static final int LONGEST = 64 * 1024;

    /** A plug's end of a transport over HTTP. */
    interface Http {
        Answer answer(String target, String cookie, byte[] body) throws GeneralSecurityException;
    }

    /** @param setCookie value of that header, empty when there is none */
    record Answer(int status, String setCookie, byte[] body) {
        static Answer of(byte[] body) {
            return new Answer(200, "", body);
        }

        static Answer status(int status) {
            return new Answer(status, "", new byte[0]);
        }
    }

    private final SimulatedPlug plug;
    private final Http http;
    private final AtomicInteger answers = new AtomicInteger();

    /** @param http null for frames */
    PlugSocket(SimulatedPlug plug, Http http) {
        this.plug = plug;
        this.http = http;
    }

    @Override
    public void talk(Socket socket) throws IOException, GeneralSecurityException, InterruptedException {
        try {
            while (http == null ? frame(socket) : post(socket)) {
                answers.incrementAndGet();
            }
        } catch (SimulatedPlug.Unanswered e) {
            TimeUnit.SECONDS.sleep(20);
        } catch (RuntimeException e) {
            // whatever somebody sent: a plug hangs up
            LOG.debug("plug: connection ended: {}", e.getMessage());
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
        Answer answer = http.answer(head.target(), head.header("Cookie"), body);
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
        byte[] head = in.readNBytes(Integer.BYTES);
        int length = head.length == Integer.BYTES ? ByteBuffer.wrap(head).getInt() : -1;
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
        byte[] answer = mixed(HttpHead.bytes(plug.answer(PlugCipher.text(unmixed(body)))));
        byte[] frame = ByteBuffer.allocate(Integer.BYTES + answer.length)
                .putInt(answer.length)
                .put(answer)
                .array();
        byte[] spoilt = spoilt(frame);
        socket.getOutputStream().write(spoilt);
        socket.getOutputStream().flush();
        return spoilt.length == frame.length;
    }

    /** What Kasa firmware does to a text: each byte is mixed with the one sent before it. */
    static byte[] mixed(byte[] plain) {
        byte[] out = plain.clone();
        byte before = (byte) 0xAB;
        for (int i = 0; i < out.length; i++) {
            out[i] ^= before;
            before = out[i];
        }
        return out;
    }

    static byte[] unmixed(byte[] sent) {
        byte[] out = sent.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= i == 0 ? (byte) 0xAB : sent[i - 1];
        }
        return out;
    }

    private boolean isDropping() {
        return plug.is(PlugQuirk.DROPS)
                || (plug.is(PlugQuirk.DROPS_EVERY_SECOND) && answers.incrementAndGet() % 2 == 0);
    }

    private byte[] spoilt(byte[] body) throws InterruptedException {
        if (plug.is(PlugQuirk.SLOW)) {
            TimeUnit.SECONDS.sleep(10);
        }
        return plug.is(PlugQuirk.TRUNCATED) ? Arrays.copyOf(body, body.length / 2) : body;
    }
}
