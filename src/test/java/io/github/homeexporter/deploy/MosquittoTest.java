package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.net.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker of the compose files, started by its script, on a free port. */
class MosquittoTest {
    private static final int ACCEPTED = 0;
    private static final int NOT_AUTHORISED = 5;

    @TempDir
    Path directory;

    @Test
    void only_the_user_of_the_environment_comes_in() throws Exception {
        Promtool.demand("mosquitto", "mosquitto");
        int port = FreePort.next();
        String settings = Files.readString(Path.of("deploy/mosquitto/mosquitto.conf"))
                .replace("listener 1883", "listener " + port + " 127.0.0.1")
                .replace("/mosquitto/data", directory.toString());
        // outside of its container it may be root that runs the test, and the broker would become somebody else
        settings += "user " + System.getProperty("user.name") + "\n";
        Path configuration = Files.writeString(directory.resolve("mosquitto.conf"), settings);
        ProcessBuilder builder = new ProcessBuilder("sh", "deploy/mosquitto/start.sh", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
        builder.environment()
                .put("MQTT_PASSWORD_FILE", directory.resolve("passwords").toString());
        builder.environment().put("MQTT_USERNAME", "home-exporter");
        builder.environment().put("MQTT_PASSWORD", "a b$\"c");
        Process broker = builder.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> connect(port, "home-exporter", "a b$\"c") == ACCEPTED);
            assertThat(connect(port, "home-exporter", "wrong")).isEqualTo(NOT_AUTHORISED);
            assertThat(connect(port, null, null)).isEqualTo(NOT_AUTHORISED);
            assertThat(Files.readString(directory.resolve("passwords")))
                    .startsWith("home-exporter:$")
                    .doesNotContain("a b");
            assertThat(Files.readString(directory.resolve("log"))).doesNotContain("Warning: File");
        } finally {
            broker.destroy();
            assertThat(broker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The return code of an MQTT 3.1.1 CONNECT. */
    private static int connect(int port, String user, String password) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeUTF("MQTT");
        out.write(new byte[] {4, (byte) (user == null ? 2 : 0xC2), 0, 30});
        out.writeUTF("test");
        if (user != null) {
            out.writeUTF(user);
            byte[] secret = password.getBytes(StandardCharsets.UTF_8);
            out.writeShort(secret.length);
            out.write(secret);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(new byte[] {0x10, (byte) body.size()});
            socket.getOutputStream().write(body.toByteArray());
            byte[] answer = socket.getInputStream().readNBytes(4);
            return answer[3];
        }
    }
}
