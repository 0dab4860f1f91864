package io.github.homeexporter.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.homeexporter.net.tls.TestCertificate;
import io.github.homeexporter.sample.DeviceStatus;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/routes/enphase.camel.yaml}: HTTPS with a certificate of the device's own, and a token. */
@Timeout(120)
class EnphaseExampleTest {
    /** A house that makes more than it uses; its battery is not there, the sum of the inverters is a minute old. */
    private static final String ANSWER = """
            {"production":[{"type":"inverters","activeCount":8,"wNow":2001,"whLifetime":12345000},
              {"type":"eim","activeCount":1,"measurementType":"production","wNow":2150.5,"whLifetime":12345678.5,"whToday":4200.25}],
             "consumption":[{"type":"eim","activeCount":1,"measurementType":"total-consumption","wNow":650.25},
              {"type":"eim","activeCount":1,"measurementType":"net-consumption","wNow":-1500.25,"lines":[
               {"wNow":-1500.25,"rmsVoltage":231.5,"rmsCurrent":6.5}]}],
             "storage":[{"type":"acb","activeCount":0,"wNow":0,"state":"idle"}]}""";

    private final TestCertificate certificate = TestCertificate.selfSigned("envoy");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpsServer envoy;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        envoy = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        envoy.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        envoy.createContext("/", this::answer);
        envoy.start();
    }

    @AfterEach
    void stop() {
        envoy.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ExampleProgram program(String pin) throws Exception {
        return new ExampleProgram(
                folder,
                "enphase",
                "enphase",
                "enphase.address=127.0.0.1:" + envoy.getAddress().getPort(),
                "enphase.token=a.long.token",
                "enphase.interval=1s",
                "enphase.tls-pin=" + pin);
    }

    @Test
    void a_house_is_read_with_its_token_and_a_meter_that_is_not_there_is_absent() throws Exception {
        try (ExampleProgram program = program(certificate.fingerprint())) {
            await().untilAsserted(() -> assertThat(program.values())
                    .isEqualTo(Map.of(
                            "inverter_power_watts{phase=\"total\"}", 2150.5,
                            "inverter_energy_watt_hours_total", 12_345_678.5,
                            "inverter_energy_today_watt_hours", 4200.25,
                            "meter_power_watts{phase=\"total\"}", -1500.25,
                            "meter_power_watts{phase=\"L1\"}", -1500.25,
                            "meter_voltage_volts{phase=\"L1\"}", 231.5,
                            "meter_current_amperes{phase=\"L1\"}", 6.5,
                            "house_power_watts", 650.25)));
            assertThat(program.state("enphase")).isEqualTo(DeviceState.UP);
            assertThat(asked).contains("/production.json?details=1 Bearer a.long.token");
        }
    }

    @Test
    void without_its_pin_no_token_is_sent_and_the_reason_has_the_pin() throws Exception {
        try (ExampleProgram program = program("")) {
            await().until(() -> program.state("enphase") == DeviceState.DOWN);
            assertThat(program.device("enphase")).map(DeviceStatus::lastError).hasValueSatisfying(reason -> assertThat(
                            reason)
                    .contains("enphase.tls-pin", certificate.fingerprint()));
            assertThat(asked).isEmpty();
        }
    }
}
