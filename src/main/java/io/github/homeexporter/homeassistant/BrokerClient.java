package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection to a broker in one version of the protocol. Used once: after it broke, a new one is made. */
abstract class BrokerClient {
    /** For each of socket, TLS handshake and CONNECT. */
    private static final long DEADLINE_SECONDS = 10;

    /** What the broker sends. */
    interface Inbox {
        /** @param retained whether the broker had it before we asked */
        void message(String topic, String payload, boolean retained);
    }

    /**
     * @param mqtt5 else 3.1.1
     * @param tls null for plain TCP
     * @param gone told the cause when the connection, once there, ends
     */
    static BrokerClient of(boolean mqtt5, MqttOptions options, MqttClientSslConfig tls, Consumer<Throwable> gone) {
        var transport = MqttClientTransportConfig.builder()
                .serverHost(options.host())
                .serverPort(options.port())
                .socketConnectTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .mqttConnectTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS);
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(options.clientId())
                .transportConfig((tls == null ? transport : transport.sslConfig(tls)).build())
                .addDisconnectedListener(context -> gone.accept(context.getCause()));
        builder.executorConfig().nettyThreads(1).applyExecutorConfig();
        return mqtt5 ? new Mqtt5(builder, options) : new Mqtt3(builder, options);
    }

    /** Fails with what the client says; see {@link BrokerFaults}. */
    abstract CompletableFuture<?> connect();

    /** Bytes of the largest packet that the broker said it takes; no limit until it said one. */
    int largestPacket() {
        return Integer.MAX_VALUE;
    }

    /** Done when it was written (QoS 0) or acknowledged (QoS 1). */
    abstract CompletableFuture<?> publish(Message message);

    abstract CompletableFuture<?> subscribe(String filter, Inbox inbox);

    abstract CompletableFuture<?> unsubscribe(String filter);

    abstract CompletableFuture<?> disconnect();

    private static MqttQos qos(Message message) {
        return message.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void hand(MqttTopic topic, byte[] payload, boolean retained, Inbox inbox) {
        inbox.message(topic.toString(), new String(payload, StandardCharsets.UTF_8), retained);
    }

    /** MQTT 5: the broker says what it did not take. */
    private static final class Mqtt5 extends BrokerClient {
        private final Mqtt5AsyncClient client;
        private volatile int largest = Integer.MAX_VALUE;
        private final int keepAliveSeconds;

        Mqtt5(MqttClientBuilder builder, MqttOptions options) {
            var configured = builder.useMqttVersion5().willPublish(packet(options.will()));
            if (!options.username().isEmpty()) {
                configured = configured.simpleAuth(Mqtt5SimpleAuth.builder()
                        .username(options.username())
                        .password(utf8(options.password()))
                        .build());
            }
            this.client = configured.buildAsync();
            this.keepAliveSeconds = options.keepAliveSeconds();
        }

        private static Mqtt5Publish packet(Message message) {
            return Mqtt5Publish.builder()
                    .topic(message.topic())
                    .payload(utf8(message.payload()))
                    .qos(qos(message))
                    .retain(message.retain())
                    .build();
        }

        @Override
        CompletableFuture<?> connect() {
            return client.connectWith()
                    .keepAlive(keepAliveSeconds)
                    .cleanStart(true)
                    .send()
                    .thenAccept(answer -> largest = answer.getRestrictions().getMaximumPacketSize());
        }

        @Override
        int largestPacket() {
            return largest;
        }

        @Override
        CompletableFuture<?> publish(Message message) {
            return client.publish(packet(message)).thenCompose(result -> result.getError()
                    .<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                    .orElseGet(() -> CompletableFuture.completedFuture(null)));
        }

        @Override
        CompletableFuture<?> subscribe(String filter, Inbox inbox) {
            return client.subscribeWith()
                    .topicFilter(filter)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .callback(p -> hand(p.getTopic(), p.getPayloadAsBytes(), p.isRetain(), inbox))
                    .send();
        }

        @Override
        CompletableFuture<?> unsubscribe(String filter) {
            return client.unsubscribeWith().topicFilter(filter).send();
        }

        @Override
        CompletableFuture<?> disconnect() {
            return client.disconnect();
        }
    }

    /** MQTT 3.1.1, for brokers that know no newer one. */
    private static final class Mqtt3 extends BrokerClient {
        private final Mqtt3AsyncClient client;
        private final int keepAliveSeconds;

        Mqtt3(MqttClientBuilder builder, MqttOptions options) {
            var configured = builder.useMqttVersion3().willPublish(packet(options.will()));
            if (!options.username().isEmpty()) {
                configured = configured.simpleAuth(Mqtt3SimpleAuth.builder()
                        .username(options.username())
                        .password(utf8(options.password()))
                        .build());
            }
            this.client = configured.buildAsync();
            this.keepAliveSeconds = options.keepAliveSeconds();
        }

        private static Mqtt3Publish packet(Message message) {
            return Mqtt3Publish.builder()
                    .topic(message.topic())
                    .payload(utf8(message.payload()))
                    .qos(qos(message))
                    .retain(message.retain())
                    .build();
        }

        @Override
        CompletableFuture<?> connect() {
            return client.connectWith()
                    .keepAlive(keepAliveSeconds)
                    .cleanSession(true)
                    .send();
        }

        @Override
        CompletableFuture<?> publish(Message message) {
            return client.publish(packet(message));
        }

        @Override
        CompletableFuture<?> subscribe(String filter, Inbox inbox) {
            return client.subscribeWith()
                    .topicFilter(filter)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .callback(p -> hand(p.getTopic(), p.getPayloadAsBytes(), p.isRetain(), inbox))
                    .send();
        }

        @Override
        CompletableFuture<?> unsubscribe(String filter) {
            return client.unsubscribeWith().topicFilter(filter).send();
        }

        @Override
        CompletableFuture<?> disconnect() {
            return client.disconnect();
        }
    }
}
