package io.github.homeexporter.luxtronik;

import io.github.homeexporter.luxtronik.binary.Block;
import io.github.homeexporter.luxtronik.binary.Block.Kind;
import io.github.homeexporter.luxtronik.binary.Block.OutOfStep;
import io.github.homeexporter.luxtronik.binary.ControllerReadings;
import io.github.homeexporter.luxtronik.binary.ControllerTable;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading.Readings;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One poll of the binary interface, from the bytes of calculations and parameters through the shipped rules into the store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class BinaryPollBenchmark {
    private static final int[] COUNTS = {1187, 272};

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final byte[][] answers = new byte[8][];
    private byte[] parameters;
    private ControllerReadings readings;
    private Endpoint in;
    private Producer producer;
    private int next;

    @Setup
    public void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("mutate:rules/luxtronik.yaml").to("samples:store");
            }
        });
        context.start();
        in = context.getEndpoint("direct:in");
        producer = in.createProducer();
        producer.start();
        List<String> faults = new ArrayList<>();
        readings = new ControllerReadings(
                "luxtronik",
                ControllerTable.parse(
                        "luxtronik.csv",
                        Files.readString(Path.of("registers/luxtronik.csv")),
                        "luxtronik-enums.csv",
                        Files.readString(Path.of("registers/luxtronik-enums.csv")),
                        faults));
        parameters = answer(3003, COUNTS[0], 0);
        for (int round = 0; round < answers.length; round++) {
            answers[round] = answer(3004, COUNTS[1], round);
        }
        poll();
    }

    @TearDown
    public void stop() {
        context.stop();
    }

    /** A third of the numbers moves from one answer to the next. */
    private static byte[] answer(int command, int count, int round) {
        ByteBuffer out = ByteBuffer.allocate(12 + 4 * count).putInt(command);
        if (command == 3004) {
            out.putInt(0);
        }
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putInt(i % 3 == 0 ? 200 + i + round : 200 + i);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    @Benchmark
    public void poll() throws Exception {
        readings.take(block(Kind.CALCULATIONS, answers[next++ % answers.length]));
        readings.take(block(Kind.PARAMETERS, parameters));
        Instant now = Instant.ofEpochSecond(1_763_700_000L + next);
        Exchange exchange = in.createExchange();
        exchange.getMessage()
                .setBody(new Batch(
                        "luxtronik",
                        "luxtronik",
                        Duration.ofSeconds(30),
                        true,
                        Naming.STANDARD,
                        now.toEpochMilli(),
                        new Readings(readings.readings(now))));
        producer.process(exchange);
    }

    private static Block block(Kind kind, byte[] bytes) throws OutOfStep {
        Block.Reader reader = new Block.Reader(kind);
        Block block = null;
        for (int at = 0; block == null; ) {
            int piece = Math.min(reader.missing(), 1448);
            block = reader.take(Arrays.copyOfRange(bytes, at, at + piece), piece);
            at += piece;
        }
        return block;
    }
}
