package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.Garbage;
import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import io.github.homeexporter.homeassistant.entity.OwnEntities;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a broker kept under our topics, and whatever an owner writes of entities. */
class BrokerPropertyTest {
    @Provide
    Arbitrary<String> payloads() {
        return Garbage.texts(
                "broker-payloads",
                "{\"origin\":{\"name\":\"" + Discovery.ORIGIN + "\"},",
                "\"availability\":[{\"topic\":\"home-exporter/status\"},",
                "{\"topic\":\"home-exporter/pump/status\"}],",
                "{\"topic\":\"home-exporter/+/#/status\"}],",
                "\"components\":{\"a\":{\"state_topic\":\"home-exporter/pump/a\",\"platform\":7}}",
                "\"device\":{\"connections\":[[\"mac\",null]]},",
                "\"device\":{\"connections\":[[]]},",
                "\"components\":[1],",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "null",
                "\"",
                "1");
    }

    @Provide
    Arbitrary<String> entities() {
        return Garbage.texts(
                "entities",
                "entities:\n",
                "- metric: a_*\n",
                "  name: x\n",
                "  unit: [\n",
                "rooms:\n",
                "? ",
                "&a ",
                "*a",
                "%",
                "\t",
                ": ",
                "- ",
                "\n",
                "1",
                "\"",
                "{",
                "!!x",
                "\u0000");
    }

    @Property
    void what_a_broker_kept_is_ours_with_topics_to_publish_to_or_it_is_not(@ForAll("payloads") String payload) {
        Retained.isOurs(payload, Bench.TOPICS);
        Retained.read("homeassistant/device/x/config", payload, Bench.TOPICS)
                .ifPresent(ours -> assertThat(Topics.isOne(Bench.TOPICS.status(ours.deviceSlug())))
                        .isTrue());
        Bench bench = new Bench();
        bench.publisher.retained("homeassistant/device/x/config", payload, true);
        bench.open();
        assertThat(bench.publisher.due(2_000_000, 100))
                .allSatisfy(message -> assertThat(Topics.isOne(message.topic())).isTrue());
    }

    @Property
    void a_file_of_entities_is_taken_or_its_faults_are_said(@ForAll("entities") String yaml) {
        OwnEntities.parse(yaml).faults().forEach(fault -> assertThat(fault.toString())
                .doesNotContain("\n"));
    }
}
