package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.net.tls.TestCertificate;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TlsExportTest {
    @TempDir
    static Path folder;

    private static Pair server;
    private static Pair client;

    @BeforeAll
    static void certificates() throws Exception {
        server = Pair.of("server");
        client = Pair.of("client");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_with_the_right_ca_gets_what_it_should(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc, false);
                Exporting exporting = exporting(receiver, grpc, server.certificate(), Map.of())) {
            exporting.start().cycle();
            exporting.assertState(2);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_of_another_ca_gets_nothing_and_is_not_asked_twice(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc, false);
                Exporting exporting = exporting(receiver, grpc, client.certificate(), Map.of())) {
            exporting.start().cycle();
            exporting.assertState(4);
            exporting.assertAttempts("permanent", 1);
            assertThat(receiver.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_receiver_that_wants_a_client_certificate_gets_it(boolean grpc) throws Exception {
        Map<String, String> certificate = Map.of(
                "tlsCert",
                client.certificate().toString(),
                "tlsKey",
                client.key().toString());
        try (Receiver receiver = receiver(grpc, true);
                Exporting exporting = exporting(receiver, grpc, server.certificate(), certificate)) {
            exporting.start().cycle();
            exporting.assertState(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void without_the_client_certificate_nothing_arrives(boolean grpc) throws Exception {
        try (Receiver receiver = receiver(grpc, true);
                Exporting exporting = exporting(receiver, grpc, server.certificate(), Map.of("attempts", "1"))) {
            exporting.start().cycle();
            assertThat(exporting.number("home_exporter_otlp_consecutive_failures"))
                    .isOne();
            assertThat(receiver.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_that_is_missing_or_broken_is_mended_without_a_restart(boolean grpc) throws Exception {
        Path ca = folder.resolve("ca-" + grpc + ".pem");
        try (Receiver receiver = receiver(grpc, false);
                Exporting exporting = exporting(receiver, grpc, ca, Map.of())) {
            exporting.start().cycle();
            exporting.assertState(4);
            Files.writeString(ca, "no certificate");
            exporting.cycle();
            exporting.assertState(4);
            Files.copy(server.certificate(), ca, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            exporting.cycle();
            exporting.assertState(2);
        }
    }

    private record Pair(Path certificate, Path key) {
        static Pair of(String name) throws Exception {
            TestCertificate made = TestCertificate.selfSigned(name, "127.0.0.1", "localhost");
            return new Pair(
                    made.writeCertificate(folder.resolve(name + ".crt")), made.writeKey(folder.resolve(name + ".key")));
        }
    }

    private static Receiver receiver(boolean grpc, boolean wantsCertificate) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(server.certificate().toString())
                        .setKeyPath(server.key().toString()));
        if (wantsCertificate) {
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions()
                            .addCertPath(client.certificate().toString()));
        }
        return new Receiver(grpc, options);
    }

    private static Exporting exporting(Receiver receiver, boolean grpc, Path ca, Map<String, String> more)
            throws Exception {
        Map<String, String> options = new HashMap<>(more);
        options.put("tlsCa", ca.toString());
        options.put("protocol", grpc ? "grpc" : "http");
        return new Exporting(options, "https://127.0.0.1:" + receiver.port(), grpc);
    }
}
