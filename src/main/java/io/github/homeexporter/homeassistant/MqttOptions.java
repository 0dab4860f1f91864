package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.words.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * The endpoint's options, checked.
 *
 * @param mqtt5 null for MQTT 5 with 3.1.1 to fall back on
 * @param username empty for none
 * @param tlsCa PEM file, empty for the system's authorities; likewise certificate and key, empty for none
 * @param birthTopic where Home Assistant says that it has started
 */
record MqttOptions(
        String host,
        int port,
        Boolean mqtt5,
        String clientId,
        String username,
        String password,
        boolean tls,
        String tlsCa,
        String tlsCertificate,
        String tlsKey,
        boolean tlsInsecure,
        int keepAliveSeconds,
        String birthTopic,
        PublishSettings publish) {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final long MAX_SECRET = 64 * 1024;

    /** @throws IllegalArgumentException naming the setting, its value and what is allowed */
    static MqttOptions of(HomeassistantEndpoint e) {
        MqttTls tls = e.getTlsOptions();
        PublishOptions p = e.getPublishOptions();
        if (tls.getTlsCertificate().isBlank() != tls.getTlsKey().isBlank()) {
            throw new IllegalArgumentException(
                    "mqtt.tls-certificate and mqtt.tls-key belong together; set both or none");
        }
        Topics topics = new Topics(
                topic("mqtt.topic-prefix", p.getTopicPrefix()),
                topic("mqtt.discovery-prefix", p.getDiscoveryPrefix()),
                id(p.getIdPrefix()));
        PublishSettings publish = new PublishSettings(
                topics,
                between("mqtt.min-interval", p.getMinInterval(), Duration.ZERO, Duration.ofHours(1)),
                between("mqtt.heartbeat", p.getHeartbeat(), Duration.ofSeconds(1), Duration.ofDays(1)),
                between("mqtt.remove-after", p.getRemoveAfter(), Duration.ofSeconds(1), Duration.ofDays(365)),
                number("mqtt.qos", p.getQos(), 0, 1),
                Glob.list(p.getIncludeDevices()),
                Glob.list(p.getExcludeDevices()),
                Glob.list(p.getInclude()),
                Glob.list(p.getExclude()),
                p.isIsgLegacyTopics() ? topic("mqtt.isg-topic-prefix", p.getIsgTopicPrefix()) : "");
        int standard = tls.isTls() ? TLS_PORT : PLAIN_PORT;
        return new MqttOptions(
                e.getHost(),
                e.getPort().isBlank() ? standard : number("mqtt.port", e.getPort(), 1, 65535),
                version(e.getVersion()),
                e.getClientId().isBlank()
                        ? "home-exporter-" + suffix()
                        : e.getClientId().strip(),
                e.getUsername(),
                password(e),
                tls.isTls(),
                tls.getTlsCa(),
                tls.getTlsCertificate(),
                tls.getTlsKey(),
                tls.isTlsInsecure(),
                (int) between("mqtt.keep-alive", e.getKeepAlive(), Duration.ofSeconds(1), Duration.ofHours(1))
                        .toSeconds(),
                p.getBirthTopic().isBlank()
                        ? topics.discovery() + "/status"
                        : topic("mqtt.birth-topic", p.getBirthTopic()),
                publish);
    }

    /** What the broker publishes for us when we are gone without a word. */
    Message will() {
        return Message.availability(publish.topics().bridge(), false);
    }

    private static String suffix() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String password(HomeassistantEndpoint e) {
        if (e.getPasswordFile().isBlank()) {
            return e.getPassword();
        }
        String where = "mqtt.password-file=\"" + e.getPasswordFile() + "\": ";
        try {
            Path file = Path.of(e.getPasswordFile().strip());
            if (Files.size(file) > MAX_SECRET) {
                throw new IllegalArgumentException(where + "is longer than 64 KiB; it holds the password only");
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R+$", "");
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    where + "cannot be read: " + failure.getClass().getSimpleName());
        }
    }

    private static String topic(String setting, String text) {
        String topic = text.strip().replaceAll("^/+|/+$", "");
        if (topic.isEmpty() || topic.matches(".*[+#$\\x00-\\x1f].*")) {
            throw new IllegalArgumentException(
                    setting + "=\"" + text + "\"; allowed: a topic without +, # and $, as home-exporter");
        }
        return topic;
    }

    private static String id(String text) {
        if (!text.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException("mqtt.id-prefix=\"" + text + "\"; allowed: a to z, 0 to 9 and _");
        }
        return text;
    }

    private static Boolean version(String text) {
        return switch (text.strip()) {
            case "auto" -> null;
            case "5" -> Boolean.TRUE;
            case "3.1.1" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("mqtt.version=\"" + text + "\"; allowed: auto, 5, 3.1.1");
        };
    }

    private static int number(String setting, String text, int min, int max) {
        try {
            int n = Integer.parseInt(text.strip());
            if (n >= min && n <= max) {
                return n;
            }
        } catch (NumberFormatException e) {
            // said below, as is a number that is too large
        }
        throw new IllegalArgumentException(
                setting + "=\"" + text + "\"; allowed: a whole number from " + min + " to " + max);
    }

    private static Duration between(String setting, String text, Duration min, Duration max) {
        Duration d;
        try {
            d = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage());
        }
        if (d.compareTo(min) < 0 || d.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    setting + "=\"" + text + "\"; allowed: " + min.toSeconds() + "s to " + max.toSeconds() + "s");
        }
        return d;
    }
}
