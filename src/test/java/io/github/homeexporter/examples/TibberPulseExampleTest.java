package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code examples/routes/tibber-pulse.camel.yaml}: a password, and bytes that are damaged now and then. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class TibberPulseExampleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "AB12-%C&+d}3";

    private static final byte[] SML = HexFormat.of()
            .parseHex(
                    "1B1B1B1B01010101760500000001620062007263010176010105000000010B0A014142430000BC614E01016301F0007605000000"
                            + "02620062007263070177010B0A014142430000BC614E01017877070100603201FF01010101044142430177070100600100FF01"
                            + "0101010B0A014142430000BC614E0177070100010800FF650001010401621E52FF59000000000ABCDEF10177070100020800FF"
                            + "0101621E52035600000030B50177070100100700FF0101621B520055FFFFFE0C0177070100200700FF0101622352FF6308FC01"
                            + "770701001F0700FF0101622152FE6301C201770701000E0700FF0101622C52FF6301F401010163BDA300760500000003620062"
                            + "0072630201710163A8E600001B1B1B1B1A015152");

    @TempDir
    Path folder;

    private final AtomicReference<byte[]> telegram = new AtomicReference<>(SML);
    private final AtomicInteger damaged = new AtomicInteger();
    private HttpServer bridge;

    @BeforeEach
    void open() throws Exception {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext("/data.json", exchange -> {
                    boolean asked = "node_id=5".equals(exchange.getRequestURI().getQuery());
                    byte[] whole = telegram.get();
                    byte[] body = damaged.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? Arrays.copyOf(whole, 100) : whole;
                    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                    exchange.sendResponseHeaders(asked ? 200 : 404, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                })
                .setAuthenticator(new BasicAuthenticator("Access Tibber Pulse hub default admin:QR-CODE") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("admin") && password.equals(PASSWORD);
                    }
                });
        bridge.start();
    }

    @AfterEach
    void close() {
        bridge.stop(0);
    }

    private ExampleProgram program(String password) throws Exception {
        return new ExampleProgram(
                folder,
                "tibber-pulse",
                "tibber-pulse",
                "tibber-pulse.address=127.0.0.1:" + bridge.getAddress().getPort(),
                "tibber-pulse.node-id=5",
                "tibber-pulse.interval=1s",
                "tibber-pulse.password=" + password);
    }

    @Test
    void what_the_meter_says_is_read_with_the_password_in_binary_and_as_text() throws Exception {
        try (ExampleProgram program = program(PASSWORD)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.values())
                    .isEqualTo(Map.of(
                            "meter_power_watts{phase=\"total\"}", -500.0,
                            "meter_voltage_volts{phase=\"L1\"}", 230.0,
                            "meter_current_amperes{phase=\"L1\"}", 4.5,
                            "meter_frequency_hertz", 50.0,
                            "meter_import_watt_hours_total", 18_015_000.1,
                            "meter_export_watt_hours_total", 12_469_000.0)));
            telegram.set("/EBZ5DD3BZ06ETA_107\r\n1-0:1.8.0*255(018016.0*kWh)\r\n1-0:16.7.0*255(000169.25*W)\r\n!\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.values())
                    .containsEntry("meter_power_watts{phase=\"total\"}", 169.25)
                    .containsEntry("meter_import_watt_hours_total", 18_016_000.0));
        }
    }

    @Test
    void a_damaged_telegram_is_no_outage_while_the_next_is_whole() throws Exception {
        damaged.set(2);
        try (ExampleProgram program = program(PASSWORD)) {
            await().atMost(PATIENCE).until(() -> !program.values().isEmpty());
            assertThat(program.device("tibber-pulse"))
                    .map(DeviceStatus::lastError)
                    .isEqualTo(Optional.of(""));
            damaged.set(Integer.MAX_VALUE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(program.device("tibber-pulse"))
                    .map(DeviceStatus::lastError)
                    .hasValueSatisfying(reason -> assertThat(reason).contains("SML telegram ends before its end")));
            assertThat(program.state("tibber-pulse")).isEqualTo(DeviceState.DOWN);
        }
    }

    @Test
    void a_wrong_password_is_said() throws Exception {
        try (ExampleProgram program = program("other")) {
            await().atMost(PATIENCE).until(() -> program.state("tibber-pulse") == DeviceState.DOWN);
            assertThat(program.device("tibber-pulse"))
                    .map(DeviceStatus::lastError)
                    .hasValueSatisfying(
                            reason -> assertThat(reason).contains("401").doesNotContain("other"));
        }
    }
}
