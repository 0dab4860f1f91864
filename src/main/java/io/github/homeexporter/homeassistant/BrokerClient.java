package io.github.homeexporter.homeassistant;

import com.hivemq.client.internal.mqtt.message.connect.MqttConnect;
import com.hivemq.client.internal.mqtt.message.connect.mqtt3.Mqtt3ConnectView;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A connection to a broker in one version of the protocol. Used once: after it broke, a new one is made.
 *
 * @param connecting fails with what the client says; see {@link BrokerFaults}
 * @param publishing done when it was written (QoS 0) or acknowledged (QoS 1)
 * @param largest bytes of a packet that the broker said it takes
 */
record BrokerClient(
        Supplier<CompletableFuture<?>> connecting,
        Function<Message, CompletableFuture<?>> publishing,
        BiFunction<String, Inbox, CompletableFuture<?>> subscribing,
        Function<String, CompletableFuture<?>> unsubscribing,
        Supplier<CompletableFuture<?>> disconnecting,
        AtomicInteger largest) {
    /** For each of socket, TLS handshake and CONNECT. */
    private static final long DEADLINE_SECONDS = 10;

    /** Of messages that the broker may send before the first is acknowledged; brokers of 3.1.1 send 10 to 32. */
    private static final int MOST_AT_ONCE = 32;

    /** In bytes: of what we subscribe to, our own discovery messages are the largest. */
    private static final int LARGEST_TAKEN = 256 * 1024;

    /** Within the thread that reads: what is not worked on yet stays on the wire, and no queue grows. */
    private static final Executor AT_ONCE = Runnable::run;

    /** What the broker sends. */
    interface Inbox {
        /** @param retained whether the broker had it before we asked */
        void message(String topic, String payload, boolean retained);
    }

    /**
     * @param mqtt5 else 3.1.1
     * @param keeps whether the broker keeps messages for those who come later
     * @param tls null for plain TCP
     * @param gone told the cause when the connection, once there, ends
     */
    static BrokerClient of(
            boolean mqtt5, boolean keeps, MqttOptions options, MqttClientSslConfig tls, Consumer<Throwable> gone) {
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
        return mqtt5 ? mqtt5(builder.useMqttVersion5(), options, keeps) : mqtt3(builder.useMqttVersion3(), options);
    }

    CompletableFuture<?> connect() {
        return connecting.get();
    }

    /** Bytes of the largest packet that the broker said it takes; no limit until it said one. */
    int largestPacket() {
        return largest.get();
    }

    CompletableFuture<?> publish(Message message) {
        return publishing.apply(message);
    }

    CompletableFuture<?> subscribe(String filter, Inbox inbox) {
        return subscribing.apply(filter, inbox);
    }

    CompletableFuture<?> unsubscribe(String filter) {
        return unsubscribing.apply(filter);
    }

    CompletableFuture<?> disconnect() {
        return disconnecting.get();
    }

    /** The broker says what it did not take. */
    private static BrokerClient mqtt5(Mqtt5ClientBuilder builder, MqttOptions options, boolean keeps) {
        builder = builder.willPublish(packet5(options.will(), keeps));
        if (!options.getUsername().isEmpty()) {
            builder = builder.simpleAuth()
                    .username(options.getUsername())
                    .password(utf8(options.password()))
                    .applySimpleAuth();
        }
        Mqtt5AsyncClient client = builder.buildAsync();
        AtomicInteger largest = new AtomicInteger(Integer.MAX_VALUE);
        return new BrokerClient(
                () -> client.connect(bounded(options))
                        .thenAccept(
                                answer -> largest.set(answer.getRestrictions().getMaximumPacketSize())),
                message -> client.publish(packet5(message, keeps)).thenCompose(result -> result.getError()
                        .<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                        .orElseGet(() -> CompletableFuture.completedFuture(null))),
                (filter, inbox) -> client.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(p -> hand(p.getTopic(), p.getPayloadAsBytes(), p.isRetain(), inbox))
                        .executor(AT_ONCE)
                        .send(),
                filter -> client.unsubscribeWith().topicFilter(filter).send(),
                client::disconnect,
                largest);
    }

    /** 3.1.1, for brokers that know no newer one. */
    private static BrokerClient mqtt3(Mqtt3ClientBuilder builder, MqttOptions options) {
        builder = builder.willPublish(packet3(options.will()));
        if (!options.getUsername().isEmpty()) {
            builder = builder.simpleAuth()
                    .username(options.getUsername())
                    .password(utf8(options.password()))
                    .applySimpleAuth();
        }
        Mqtt3AsyncClient client = builder.buildAsync();
        return new BrokerClient(
                // it cannot announce what it takes, but the client's decoder holds to it all the same
                () -> client.connect(Mqtt3ConnectView.of((MqttConnect) bounded(options))),
                message -> client.publish(packet3(message)),
                (filter, inbox) -> client.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(p -> hand(p.getTopic(), p.getPayloadAsBytes(), p.isRetain(), inbox))
                        .executor(AT_ONCE)
                        .send(),
                filter -> client.unsubscribeWith().topicFilter(filter).send(),
                client::disconnect,
                new AtomicInteger(Integer.MAX_VALUE));
    }

    private static Mqtt5Connect bounded(MqttOptions options) {
        return Mqtt5Connect.builder()
                .keepAlive(options.keepAliveSeconds())
                .cleanStart(true)
                .restrictions()
                .receiveMaximum(MOST_AT_ONCE)
                .maximumPacketSize(LARGEST_TAKEN)
                .applyRestrictions()
                .build();
    }

    private static Mqtt5Publish packet5(Message message, boolean keeps) {
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .payload(utf8(message.payload()))
                .qos(qos(message))
                .retain(message.retain() && keeps)
                .build();
    }

    private static Mqtt3Publish packet3(Message message) {
        return Mqtt3Publish.builder()
                .topic(message.topic())
                .payload(utf8(message.payload()))
                .qos(qos(message))
                .retain(message.retain())
                .build();
    }

    private static MqttQos qos(Message message) {
        return message.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void hand(MqttTopic topic, byte[] payload, boolean retained, Inbox inbox) {
        inbox.message(topic.toString(), new String(payload, StandardCharsets.UTF_8), retained);
    }
}
