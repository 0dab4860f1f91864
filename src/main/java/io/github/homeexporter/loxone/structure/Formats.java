package io.github.homeexporter.loxone.structure;

import java.util.Map;
import java.util.Set;

/**
 * How a control wants its states written, from which their units are known.
 *
 * @param details by key of the control's details: {@code format}, {@code actualFormat}, …
 * @param outputs by state name, from {@code statisticV2}
 * @param byUuid by state UUID as written, from {@code statistic}
 * @param accumulated names of states that only count up
 */
record Formats(
        Map<String, String> details, Map<String, String> outputs, Map<String, String> byUuid, Set<String> accumulated) {
    static final Formats NONE = new Formats(Map.of(), Map.of(), Map.of(), Set.of());
}
