package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** MQTT 3.1.1, for brokers that know no newer one. */
final class Mqtt3Client implements BrokerClient {
    private final Mqtt3AsyncClient client;
    private final int keepAliveSeconds;

    Mqtt3Client(Mqtt3ClientBuilder builder, MqttOptions options) {
        Message will = options.will();
        Mqtt3ClientBuilder configured = builder.willPublish(Mqtt3Publish.builder()
                .topic(will.topic())
                .payload(will.payload().getBytes(StandardCharsets.UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .build());
        if (!options.username().isEmpty()) {
            configured = configured
                    .simpleAuth()
                    .username(options.username())
                    .password(options.password().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        this.client = configured.buildAsync();
        this.keepAliveSeconds = options.keepAliveSeconds();
    }

    @Override
    public CompletableFuture<Void> connect() {
        return client.connectWith()
                .keepAlive(keepAliveSeconds)
                .cleanSession(true)
                .send()
                .thenApply(ack -> null);
    }

    @Override
    public CompletableFuture<Void> publish(Message message) {
        return client.publish(Mqtt3Publish.builder()
                        .topic(message.topic())
                        .payload(message.payload().getBytes(StandardCharsets.UTF_8))
                        .qos(message.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                        .retain(message.retain())
                        .build())
                .thenApply(sent -> null);
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, Inbox inbox) {
        return client.subscribe(
                        Mqtt3Subscribe.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build(),
                        p -> inbox.message(
                                p.getTopic().toString(),
                                new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8),
                                p.isRetain()))
                .thenApply(ack -> null);
    }

    @Override
    public CompletableFuture<Void> unsubscribe(String filter) {
        return client.unsubscribe(Mqtt3Unsubscribe.builder().topicFilter(filter).build());
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }
}
