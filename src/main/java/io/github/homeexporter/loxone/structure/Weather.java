package io.github.homeexporter.loxone.structure;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.List;

/**
 * The weather service's numbers for one place: what is, or what will be.
 *
 * @param lastUpdate seconds since 2009-01-01T00:00:00Z
 */
public record Weather(StateUuid uuid, long lastUpdate, List<Entry> entries) {
    public Weather {
        entries = List.copyOf(entries);
    }

    /**
     * @param timestamp seconds since 2009-01-01
     * @param type number in the structure file's {@code weatherTypeTexts}
     * @param windDirection degrees
     * @param solarRadiation watts per square meter
     * @param humidity percent
     * @param temperature in the unit of the Miniserver, as are the next two
     * @param precipitation in the unit of the structure file's format, as are the last two
     */
    public record Entry(
            int timestamp,
            int type,
            int windDirection,
            int solarRadiation,
            int humidity,
            double temperature,
            double perceivedTemperature,
            double dewPoint,
            double precipitation,
            double windSpeed,
            double pressure) {}
}
