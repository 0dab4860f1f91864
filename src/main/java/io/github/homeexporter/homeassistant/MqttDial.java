package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes clients for one broker. */
final class MqttDial {
    /** For each of socket, TLS handshake and CONNECT. */
    private static final long DEADLINE_SECONDS = 10;

    private final MqttOptions options;
    private final MqttClientSslConfig tls;

    /** @param tls null for plain TCP */
    MqttDial(MqttOptions options, MqttClientSslConfig tls) {
        this.options = options;
        this.tls = tls;
    }

    /** @param gone told the cause when the connection, once there, ends */
    BrokerClient client(boolean mqtt5, Consumer<Throwable> gone) {
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(options.clientId())
                .transportConfig(transport())
                .addDisconnectedListener(context -> gone.accept(context.getCause()));
        builder.executorConfig().nettyThreads(1).applyExecutorConfig();
        return mqtt5
                ? new Mqtt5Client(builder.useMqttVersion5(), options)
                : new Mqtt3Client(builder.useMqttVersion3(), options);
    }

    private MqttClientTransportConfig transport() {
        var transport = MqttClientTransportConfig.builder()
                .serverHost(options.host())
                .serverPort(options.port())
                .socketConnectTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return (tls == null ? transport : transport.sslConfig(tls)).build();
    }
}
