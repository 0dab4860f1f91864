package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.SelfMetrics;
import io.github.homeexporter.sample.Series;
import java.util.Map;

/** The {@code home_exporter_mqtt_*} families. */
final class MqttMetrics {
    private static final Series CONNECTED = Series.of(MetricFamily.gauge(
            "home_exporter_mqtt_connected", "", "1 while there is a connection to the MQTT broker."));
    private static final Series CONNECTS = Series.of(
            MetricFamily.counter("home_exporter_mqtt_connects_total", "", "Connections the broker accepted."));
    private static final Series ENTITIES = Series.of(
            MetricFamily.gauge("home_exporter_mqtt_entities", "", "Entities that Home Assistant is told of."));
    private static final Series WAITING = Series.of(MetricFamily.gauge(
            "home_exporter_mqtt_waiting",
            "",
            "Entities whose state changed and is not sent yet; never more than there are."));
    private static final MetricFamily PUBLISHED = MetricFamily.counter(
            "home_exporter_mqtt_published_total", "", "Messages sent to the broker (QoS 1: acknowledged), by kind.");
    private static final MetricFamily DISCARDED = MetricFamily.counter(
            "home_exporter_mqtt_discarded_total",
            "",
            "Hints that series changed which found the queue full; their device was looked at as a whole instead.");
    private static final MetricFamily ERRORS =
            MetricFamily.counter("home_exporter_mqtt_errors_total", "", "What went wrong with the broker, by reason.");

    private final SelfMetrics self;

    MqttMetrics(SelfMetrics self) {
        this.self = self;
        self.set(CONNECTED, 0);
        self.add(CONNECTS, 0);
        discarded(0);
    }

    void connected(boolean is) {
        self.set(CONNECTED, is ? 1 : 0);
        if (is) {
            self.add(CONNECTS, 1);
        }
    }

    void published(Message.Kind kind) {
        self.add(Series.of(PUBLISHED, Map.of("kind", kind.word())), 1);
    }

    void discarded(long more) {
        self.add(Series.of(DISCARDED, Map.of("reason", "queue_full")), more);
    }

    void error(String reason) {
        self.add(Series.of(ERRORS, Map.of("reason", reason)), 1);
    }

    void entities(int known, int waiting) {
        self.set(ENTITIES, known);
        self.set(WAITING, waiting);
    }

    /** The route was stopped: what is no longer kept up to date goes. */
    void stopped() {
        self.set(CONNECTED, 0);
        self.remove(ENTITIES);
        self.remove(WAITING);
    }
}
