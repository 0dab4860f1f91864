package io.github.homeexporter.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.sample.LogLines;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@Timeout(120)
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class ConsoleStreamTest {
    private static byte[] line(int number) {
        return "line %d\n".formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_pipe_nobody_reads_costs_lines_and_no_thread_and_they_are_counted_when_somebody_does() throws Exception {
        PipedInputStream reader = new PipedInputStream(64);
        try (LogLines said = new LogLines(ConsoleStream.class);
                ConsoleStream console = new ConsoleStream(streamInto(reader))) {
            for (int i = 0; i < 1_000; i++) {
                console.write(line(i));
            }
            assertThat(reader.available()).isEqualTo(64);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                reader.readNBytes(reader.available());
                console.write(line(1_000));
                assertThat(said.lines()).singleElement().asString().contains("lines are missing above");
            });
        }
    }

    private static Supplier<PrintStream> streamInto(PipedInputStream reader) throws Exception {
        PrintStream out = new PrintStream(new PipedOutputStream(reader), false, StandardCharsets.UTF_8);
        return () -> out;
    }

    @Test
    void a_line_is_written_when_the_call_returns() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
        try (ConsoleStream console = new ConsoleStream(() -> out)) {
            console.write(line(1));
            console.write(line(2));
            assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("line 1\nline 2\n");
        }
    }
}
