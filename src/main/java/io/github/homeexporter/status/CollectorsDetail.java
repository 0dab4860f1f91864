package io.github.homeexporter.status;

import io.github.homeexporter.poll.CollectionCycle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** What the key {@code collectors} of metrics-exporters' pages says: where the program runs and which collectors it has. */
final class CollectorsDetail {
    private CollectorsDetail() {}

    /** @return environment and collectors; empty maps when nothing is collected in cycles */
    static Map<String, Object> of(CamelContext context) {
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("environment", Map.of());
        none.put("collectors", Map.of());
        return cycle(context)
                .map(CollectionCycle::describe)
                .filter(all -> !all.isEmpty())
                .orElse(none);
    }

    /** All that run, the host's own first. */
    static List<CollectionCycle> cycles(CamelContext context) {
        return context.getRegistry().findByType(CollectionCycle.class).stream()
                .sorted(Comparator.comparing(
                                (CollectionCycle cycle) -> !cycle.device().equals("host"))
                        .thenComparing(CollectionCycle::device))
                .toList();
    }

    static Optional<CollectionCycle> cycle(CamelContext context) {
        return cycles(context).stream().findFirst();
    }
}
