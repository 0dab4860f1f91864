package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears everything a broker hands on, and may say something itself, as Home Assistant does. */
public final class Ear implements AutoCloseable {
    /** The last payload of each topic; an empty one is gone. */
    public final Map<String, String> last = new ConcurrentHashMap<>();

    final List<String> all = new CopyOnWriteArrayList<>();
    private final Mqtt5BlockingClient client;

    public Ear(int port) {
        this(port, "", "");
    }

    public Ear(int port, String user, String password) {
        Mqtt5ClientBuilder builder =
                MqttClient.builder().useMqttVersion5().serverHost("127.0.0.1").serverPort(port);
        if (!user.isEmpty()) {
            builder = builder.simpleAuth()
                    .username(user)
                    .password(password.getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        client = builder.buildBlocking();
        client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter("#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(p -> {
                    String payload = new String(p.getPayloadAsBytes(), StandardCharsets.UTF_8);
                    all.add(p.getTopic() + " " + payload);
                    last.put(p.getTopic().toString(), payload);
                })
                .send()
                .join();
    }

    public void say(String topic, String payload, boolean retain) {
        client.publishWith()
                .topic(topic)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .send();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
