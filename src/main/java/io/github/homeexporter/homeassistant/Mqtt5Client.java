package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** MQTT 5: the broker says what it did not take. */
final class Mqtt5Client implements BrokerClient {
    private final Mqtt5AsyncClient client;
    private final int keepAliveSeconds;

    Mqtt5Client(Mqtt5ClientBuilder builder, MqttOptions options) {
        Message will = options.will();
        Mqtt5ClientBuilder configured = builder.willPublish(Mqtt5Publish.builder()
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
                .cleanStart(true)
                .send()
                .thenApply(ack -> null);
    }

    @Override
    public CompletableFuture<Void> publish(Message message) {
        return client.publish(Mqtt5Publish.builder()
                        .topic(message.topic())
                        .payload(message.payload().getBytes(StandardCharsets.UTF_8))
                        .qos(message.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                        .retain(message.retain())
                        .build())
                .thenCompose(result -> {
                    CompletionStage<Void> outcome = result.getError()
                            .map(CompletableFuture::<Void>failedFuture)
                            .orElseGet(() -> CompletableFuture.completedFuture(null));
                    return outcome;
                });
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, Inbox inbox) {
        return client.subscribe(
                        Mqtt5Subscribe.builder()
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
        return client.unsubscribe(Mqtt5Unsubscribe.builder().topicFilter(filter).build())
                .thenApply(ack -> null);
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }
}
