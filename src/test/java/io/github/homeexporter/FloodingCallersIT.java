package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that ask without end, of one kind after the other: with the heap that ships the page is read on, and the devices are. */
class FloodingCallersIT {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";
    private static final String SECRET = "a-token-that-nobody-guesses";
    private static final String TOKEN = "Authorization: Bearer " + SECRET + "\r\n";

    /** What each of them says again and again, whatever it is answered. */
    private static final List<String> SAID = List.of(
            ("GET /metrics" + HOST + "\r\n").repeat(50),
            ("GET /" + HOST + "Accept-Encoding: gzip\r\n\r\n").repeat(50),
            ("GET /-/healthy" + HOST + "\r\n").repeat(200),
            ("POST /collect" + HOST + "Authorization: Bearer wrong\r\nContent-Length: 0\r\n\r\n").repeat(20),
            "POST /collect" + HOST + "Content-Length: 1000\r\n\r\nabc",
            "GET /" + HOST + "A: b\r\n".repeat(3_000),
            "\0\u0001\u00ff".repeat(10_000),
            alarm("[".repeat(30_000)),
            alarm("{\"alerts\":[" + "{\"labels\":{\"action\":1e999999999}},".repeat(800) + "{}]}"),
            alarm("{\"status\":NaN,\"" + "\\u0000".repeat(5_000) + "\":1}"),
            ("POST /sgready/mode" + HOST + TOKEN + "Content-Length: 7\r\n\r\nnothing").repeat(50),
            ("GET /history?series=x&series=y" + HOST + "\r\n").repeat(50),
            ("GET /status" + HOST + "\r\n").repeat(50),
            ("GET /events" + HOST + "\r\n").repeat(20),
            "POST /sgready/mode" + HOST + TOKEN + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nabcde\r\n".repeat(10_000),
            "POST /collect" + HOST + TOKEN + "Expect: 100-continue\r\nContent-Encoding: gzip\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\n" + "x".repeat(60_000),
            "");

    private static String alarm(String body) {
        return "POST /webhooks/alertmanager" + HOST + TOKEN + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private final ScrapeTimes times = new ScrapeTimes();

    @TempDir
    Path directory;

    private static void flood(int port, String said, boolean reads, AtomicReference<Socket> last, AtomicBoolean over) {
        byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
        byte[] answer = new byte[8192];
        while (!over.get()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                last.set(socket);
                socket.setSoTimeout(50);
                InputStream in = socket.getInputStream();
                boolean open = true;
                while (open && !over.get()) {
                    socket.getOutputStream().write(bytes);
                    open = bytes.length > 0 && (!reads || isOpen(in, answer));
                }
            } catch (IOException e) {
                // it was closed, which is right: once more
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isOpen(InputStream in, byte[] answer) throws IOException {
        try {
            return in.read(answer) >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    @Test
    void the_page_is_read_and_the_devices_keep_their_interval() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("LUX_INTERVAL", "1s");
        environment.put("HTTP_TOKEN", SECRET);
        environment.put("ISG_SGREADY_ENABLED", "true");
        environment.put("ISG_SGREADY_TOKEN", SECRET);
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                SimulatedModbus isg = new SimulatedModbus(ModbusMemory.isg())) {
            environment.put("LUX_ADDRESS", pump.address());
            environment.put("ISG_MODBUS_HOST", isg.address());
            try (RunningProgram program = RunningProgram.start(directory, environment)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> program.get("/metrics").contains("luxtronik_"));
                int asked = pump.commands().size();
                for (String said : SAID) {
                    beside(program, said);
                }
                times.assertInTime();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> pump.commands().size() > asked + 5);
                assertThat(program.get("/metrics")).contains("luxtronik_");
                assertThat(program.output())
                        .doesNotContain("Terminating due to")
                        .hasSizeLessThan(100_000);
            }
        }
    }

    private void beside(RunningProgram program, String said) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<AtomicReference<Socket>> sockets = List.of(new AtomicReference<>(), new AtomicReference<>());
        List<Thread> callers = new ArrayList<>();
        for (boolean reads : new boolean[] {true, false}) {
            Thread caller =
                    new Thread(() -> flood(program.port, said, reads, sockets.get(reads ? 0 : 1), over), "caller");
            caller.setDaemon(true);
            caller.start();
            callers.add(caller);
        }
        try {
            String who = said.lines().findFirst().orElse("a connection and nothing");
            times.take(who, program, "luxtronik_");
        } finally {
            over.set(true);
            for (AtomicReference<Socket> socket : sockets) {
                // it may be writing to one that is not read
                close(socket.get());
            }
            for (Thread caller : callers) {
                caller.join(10_000);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
