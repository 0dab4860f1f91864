package io.github.homeexporter.demo.isg;

import io.github.homeexporter.demo.isg.SimulatedIsg.IsgQuirk;
import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The web server of a simulated ISG on plain sockets, so that it can also do what no server should. */
final class IsgHttp extends LoopbackDevice {
    private static final int LONG_SECONDS = 30;
    private static final int LONGEST_FORM = 64 * 1024;

    record Request(String method, String target, String cookie, String body) {}

    /** @param session to give to the client, empty when it has one */
    record Answer(IsgQuirk quirk, String session, String body) {}

    private final Function<Request, Answer> pages;
    private volatile int idleMillis = 5_000;

    IsgHttp(int port, Function<Request, Answer> pages) throws IOException {
        this.pages = pages;
        serve(LoopbackServer.bare("isg-demo", port, this::serve));
    }

    void idle(Duration longest) {
        idleMillis = (int) longest.toMillis();
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean more = true;
        while (more) {
            socket.setSoTimeout(idleMillis);
            HttpHead head = HttpHead.read(in);
            String length = head.header("Content-Length");
            int size = length.isEmpty() ? 0 : Math.min(LONGEST_FORM, Integer.parseInt(length));
            String form = new String(in.readNBytes(size), StandardCharsets.UTF_8);
            Answer answer = pages.apply(new Request(head.method(), head.target(), head.header("Cookie"), form));
            more = write(socket.getOutputStream(), answer);
        }
    }

    /** Whether the connection stays. */
    private static boolean write(OutputStream out, Answer answer) throws IOException, InterruptedException {
        byte[] body = HttpHead.bytes(answer.body());
        IsgQuirk quirk = answer.quirk();
        if (quirk == null) {
            return send(out, "200 OK", answer.session(), body, body.length);
        }
        return switch (quirk) {
            case FAILS -> send(out, "500 Internal Server Error", "", HttpHead.bytes("<html>no</html>"), 15);
            case SILENT -> {
                TimeUnit.SECONDS.sleep(LONG_SECONDS);
                yield false;
            }
            case DRIPS -> {
                head(out, "200 OK", answer.session(), body.length);
                for (int i = 0; i < Math.min(LONG_SECONDS * 20, body.length); i++) {
                    out.write(body[i]);
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                yield false;
            }
            case HANGS_UP -> false;
            case CUTS_OFF -> {
                send(out, "200 OK", answer.session(), Arrays.copyOf(body, body.length / 2), body.length);
                yield false;
            }
            case TRUNCATED ->
                send(out, "200 OK", answer.session(), Arrays.copyOf(body, body.length / 2), body.length / 2);
            case EMPTY -> send(out, "200 OK", answer.session(), new byte[0], 0);
            case REDIRECTS ->
                send(out, "302 Found\r\nLocation: http://other.invalid/", answer.session(), new byte[0], 0);
            case NO_PAGE -> send(out, "200 OK", answer.session(), HttpHead.bytes("{\"a\":1}"), 7);
            default -> send(out, "200 OK", answer.session(), body, body.length);
        };
    }

    private static boolean send(OutputStream out, String status, String session, byte[] body, int length)
            throws IOException {
        head(out, status, session, length);
        out.write(body);
        out.flush();
        return true;
    }

    private static void head(OutputStream out, String status, String session, int length) throws IOException {
        String cookie = session.isEmpty() ? "" : "Set-Cookie: PHPSESSID=" + session + "; path=/\r\n";
        out.write(HttpHead.bytes("HTTP/1.1 " + status + "\r\nServer: lighttpd/1.4.19\r\n" + cookie
                + "Content-Type: text/html\r\nContent-Length: " + length + "\r\n\r\n"));
        out.flush();
    }
}
