package io.github.homeexporter.loxone.structure;

import java.util.List;
import java.util.Map;

/**
 * What of LoxAPP3.json matters here.
 *
 * @param lastModified as {@code jdev/sps/LoxAPPversion3} answers it
 * @param rooms name by UUID, as are the categories
 * @param globalStates state by its name
 * @param operatingModes name by number
 * @param skippedStates states whose UUID could not be read
 */
public record Structure(
        String lastModified,
        MiniserverInfo miniserver,
        Map<String, String> rooms,
        Map<String, String> categories,
        List<Control> controls,
        List<StateRef> globalStates,
        Map<Integer, String> operatingModes,
        WeatherServer weather,
        int skippedStates) {}
