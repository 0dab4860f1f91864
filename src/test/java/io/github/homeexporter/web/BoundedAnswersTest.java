package io.github.homeexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.homeexporter.sample.QuickContext;
import io.github.homeexporter.web.WebComponent.BoundedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device on {@code http:} that answers without end costs its own exchange and little memory. */
@Execution(ExecutionMode.CONCURRENT)
class BoundedAnswersTest {
    private static final long MOST_TAKEN = 32L << 20;

    private final DefaultCamelContext context = new QuickContext();
    private final AtomicLong sent = new AtomicLong();
    private ProducerTemplate ask;
    private ServerSocket server;
    private volatile Socket last;
    private int quiet = 10_000;

    @BeforeEach
    void start() throws IOException {
        context.disableJMX();
        context.start();
        ask = context.createProducerTemplate();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        ask.close();
        context.stop();
        server.close();
    }

    /** Answers once with that, then with the rest over and over until nobody listens. */
    private void answer(byte[] begin, byte[] again) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                last = socket;
                int asked = socket.getInputStream().read(new byte[4096]);
                OutputStream out = asked < 0 ? OutputStream.nullOutputStream() : socket.getOutputStream();
                out.write(begin);
                while (again.length > 0 && sent.addAndGet(again.length) < 8 * MOST_TAKEN) {
                    out.write(again);
                }
                out.flush();
                while (again.length == 0 && socket.getInputStream().read() >= 0) {
                    // until the client has enough
                }
            } catch (IOException e) {
                sent.addAndGet(-again.length);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private String ask() {
        return ask.requestBody(
                "http:127.0.0.1:" + server.getLocalPort() + "/?soTimeout=10000&responseTimeout=" + quiet,
                null,
                String.class);
    }

    private static byte[] bytes(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200                                                             | x
            HTTP/1.1 200 OK\\r\\nA:                                                  | x
            HTTP/1.1 200 OK\\r\\n                                                    | A: b\\r\\n
            HTTP/1.1 200 OK\\r\\n                                                    | Set-Cookie: a=b\\r\\n
            HTTP/1.1 200 OK\\r\\n\\r\\n                                              | x
            HTTP/1.1 200 OK\\r\\nContent-Length: 9999999999\\r\\n\\r\\n              | x
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n              | 1\\r\\nx\\r\\n
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;            | x
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n       | A: b\\r\\n
            """)
    void an_answer_without_end_fails_its_exchange(String begin, String again) {
        answer(bytes(begin), bytes(again.repeat(64 * 1024 / again.length())));
        assertThat(catchThrowable(this::ask)).isNotNull();
        assertThat(sent.get()).isLessThan(MOST_TAKEN);
    }

    @Test
    void a_small_answer_that_unpacks_to_a_large_one_is_not_kept() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[64 << 20]);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(
                bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n"));
        answer.writeBytes(packed.toByteArray());
        answer(answer.toByteArray(), new byte[0]);
        assertThat(catchThrowable(this::ask))
                .hasRootCauseMessage("the answer is longer than " + (BoundedBody.LONGEST >> 10) + " KiB; not read on");
    }

    @Test
    void an_answer_up_to_the_bound_is_taken() {
        String body = "y".repeat(BoundedBody.LONGEST);
        answer(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body), new byte[0]);
        assertThat(ask()).hasSize(BoundedBody.LONGEST);
    }

    /** Byte by byte and without end: no time-out between two bytes sees it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n\r\n"})
    void an_answer_that_drips_is_ended_at_the_deadline_for_the_whole(String begin) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            context.addComponent("http", new WebComponent(300));
            quiet = 0;
            answer(bytes(begin), new byte[0]);
            Future<?> unused = timer.scheduleAtFixedRate(this::drip, 0, 20, TimeUnit.MILLISECONDS);
            assertThat(catchThrowable(this::ask)).hasStackTraceContaining("no whole answer within 300 ms");
        } finally {
            timer.shutdownNow();
        }
    }

    private void drip() {
        Socket to = last;
        try {
            if (to != null) {
                to.getOutputStream().write(' ');
            }
        } catch (IOException e) {
            // it hung up, as it should
            last = null;
        }
    }
}
