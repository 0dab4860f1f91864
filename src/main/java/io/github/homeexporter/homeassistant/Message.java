package io.github.homeexporter.homeassistant;

import java.nio.charset.StandardCharsets;

/**
 * One message to the broker.
 *
 * @param kind a word for the label {@code kind} of the counters
 * @param qos 0 or 1
 */
record Message(Kind kind, String topic, String payload, int qos, boolean retain) {
    enum Kind {
        STATE,
        DISCOVERY,
        AVAILABILITY,
        ISG_LEGACY;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Bytes of topic and payload. */
    int size() {
        return topic.getBytes(StandardCharsets.UTF_8).length + payload.getBytes(StandardCharsets.UTF_8).length;
    }

    static Message availability(String topic, boolean online) {
        return new Message(Kind.AVAILABILITY, topic, online ? "online" : "offline", 1, true);
    }

    static Message discovery(String topic, String payload) {
        return new Message(Kind.DISCOVERY, topic, payload, 1, true);
    }

    /** Takes a retained message from the broker. */
    static Message removal(Kind kind, String topic) {
        return new Message(kind, topic, "", 1, true);
    }
}
