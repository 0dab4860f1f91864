package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.structure.ControlFilter;
import io.github.homeexporter.sample.Naming;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a Miniserver is shown and how.
 *
 * @param device route id or the endpoint's name
 * @param miniserver the {@code miniserver} label
 * @param includeTextValues whether states that are texts are exported as info series
 * @param maxStates states of a structure file that are kept
 * @param forecastHours how many hours ahead the weather forecast is exported, none when empty
 */
public record ExportScope(
        String device,
        String miniserver,
        Naming naming,
        boolean includeTextValues,
        ControlFilter filter,
        int maxStates,
        List<Integer> forecastHours) {
    /** The kind of all devices of this scheme, and the name of the one whose series need no {@code device} label. */
    public static final String KIND = "loxone";

    public static final int DEFAULT_MAX_STATES = 50_000;

    /** Labels that every series of this Miniserver carries. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put("miniserver", miniserver);
        if (!device.equals(KIND)) {
            labels.put("device", device);
        }
        return labels;
    }
}
