package io.github.homeexporter.homeassistant;

import io.github.homeexporter.sample.ConfigState;
import io.github.homeexporter.sample.SampleStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be said of the program: its findings at Home Assistant, and what Home Assistant cannot be told among the findings. */
final class BridgeNews {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeNews.class);

    private final SampleStore store;
    private final Publisher publisher;
    private List<String> findings = List.of();

    BridgeNews(SampleStore store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /** @param page address of the status page, empty when it is not known */
    void tell(String page) {
        List<String> sentences = publisher.findings();
        if (!sentences.equals(findings)) {
            sentences.stream().filter(s -> !findings.contains(s)).forEach(s -> LOG.warn("mqtt: {}", s));
            findings = sentences;
            new ConfigState(store)
                    .found(
                            "mqtt",
                            sentences.stream()
                                    .map(sentence -> "mqtt: " + sentence)
                                    .toList());
        }
        List<String> all =
                store.self().faults().values().stream().flatMap(List::stream).toList();
        publisher.say(page, all);
    }
}
