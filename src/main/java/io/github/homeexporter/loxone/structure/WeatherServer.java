package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.Map;

/**
 * The weather service.
 *
 * @param states {@code actual} and {@code forecast}, either may be missing
 * @param formats by field: {@code temperature}, {@code windSpeed}, …
 */
public record WeatherServer(Map<String, StateUuid> states, Map<String, String> formats) {
    static final WeatherServer NONE = new WeatherServer(Map.of(), Map.of());
}
