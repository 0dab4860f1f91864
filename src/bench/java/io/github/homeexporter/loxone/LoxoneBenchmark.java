package io.github.homeexporter.loxone;

import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.MiniserverWire;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.SamplesComponent;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.Demo;
import io.github.homeexporter.start.Startup;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.main.Main;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole program with its shipped routes beside a simulated Miniserver, a real socket between them: from the Miniserver's
 * write to the store, while the page is left alone, scraped every second, or scraped without a pause.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class LoxoneBenchmark {
    private static final int STATES = 1_000;
    private static final int TABLE = 100;
    private static final int EVENTS = 1_000_000;

    /** Milliseconds between two scrapes; -1 for none. */
    @Param({"-1", "1000", "0"})
    int scrapeEvery;

    private SimulatedMiniserver miniserver;
    private Main program;
    private FamilyView values;
    private int sentinel;
    private int probed;
    private byte[] thousand;
    private volatile boolean running = true;
    private double number;
    private final java.util.List<Long> scrapes = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Setup
    public void start() throws Exception {
        miniserver = new SimulatedMiniserver(MiniserverHouse.of(STATES, 0));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Settings settings = Demo.settings(
                new Settings(),
                Map.of(
                        "loxone.host",
                        miniserver.address(),
                        "loxone.username",
                        miniserver.user(),
                        "loxone.password",
                        miniserver.password(),
                        "http.port",
                        String.valueOf(port)),
                new ArrayList<>());
        program = Startup.main(settings, Path.of(""), true);
        program.start();
        while (values == null || values.size() < STATES) {
            LockSupport.parkNanos(10_000_000);
            SamplesComponent.store(program.getCamelContext()).families().stream()
                    .filter(family -> family.family().name().equals("loxone_control_value"))
                    .forEach(family -> values = family);
        }
        sentinel = index(STATES - 1);
        probed = index(0);
        thousand = tables();
        thread("scraper", () -> scrape(URI.create("http://127.0.0.1:" + port + "/metrics")));
    }

    private int index(int control) {
        for (int i = 0; i < values.size(); i++) {
            if (values.series(i).toString().contains("name=\"Sensor " + control + "\"")) {
                return i;
            }
        }
        throw new IllegalStateException("no control " + control);
    }

    private static byte[] tables() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < STATES; from += TABLE) {
            Map<String, Double> table = new LinkedHashMap<>();
            for (int i = from; i < from + TABLE; i++) {
                table.put(MiniserverHouse.state(i), i + 0.5);
            }
            out.writeBytes(MiniserverWire.frames(MiniserverWire.VALUES, MiniserverWire.values(table)));
        }
        return out.toByteArray();
    }

    private void scrape(URI page) {
        HttpClient http = HttpClient.newHttpClient();
        while (running && scrapeEvery >= 0) {
            try {
                long start = System.nanoTime();
                http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
                scrapes.add(System.nanoTime() - start);
                TimeUnit.MILLISECONDS.sleep(scrapeEvery);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void send(int control, double value) {
        miniserver.send(MiniserverWire.frames(
                MiniserverWire.VALUES, MiniserverWire.values(Map.of(MiniserverHouse.state(control), value))));
    }

    private void await(int index, double value) {
        while (values.value(index) != value) {
            LockSupport.parkNanos(20_000);
        }
    }

    /** Nanoseconds an event, a million of them in tables of a hundred. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(EVENTS)
    @Warmup(iterations = 5)
    @Measurement(iterations = 10)
    public void millionEvents() {
        for (int sent = 0; sent < EVENTS; sent += STATES) {
            miniserver.send(thousand);
        }
        number++;
        send(STATES - 1, -number);
        await(sentinel, -number);
    }

    /** How long one event takes to the store while 2,000 others a second are on the way. */
    @State(Scope.Benchmark)
    public static class Load {
        private volatile boolean running = true;

        @Setup
        public void start(LoxoneBenchmark program) {
            thread("load", () -> {
                long next = System.nanoTime();
                while (running) {
                    program.send((int) (next % (STATES - 1)) + 1, next);
                    next += 500_000;
                    LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
                }
            });
        }

        @TearDown
        public void stop() {
            running = false;
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 4)
    public void eventToStore(Load load) {
        number++;
        send(0, number);
        await(probed, number);
    }

    @TearDown
    public void stop() throws Exception {
        running = false;
        long[] sorted = scrapes.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length > 0) {
            System.out.printf(
                    "scrapes: %d, median %.1f ms, longest %.1f ms%n",
                    sorted.length, sorted[sorted.length / 2] / 1e6, sorted[sorted.length - 1] / 1e6);
        }
        program.stop();
        miniserver.close();
    }
}
