package io.github.homeexporter.host.report;

import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code sensors -A -j} prints: chip, feature, and values named as the files of hwmon are, in degrees, volts, watts.
 *
 * @param chip {@code k10temp-pci-00c3}
 * @param sensor {@code temp1}
 * @param label what the feature is called: {@code Tctl}
 * @param property {@code input}, {@code crit}
 */
public record SensorsReport(String chip, String sensor, String label, String property, double value) {
    /** @throws IOException when it is no JSON, which a sensor's fault in the middle of it may cause */
    public static List<SensorsReport> parse(String text) throws IOException {
        List<SensorsReport> found = new ArrayList<>();
        Json.parse(text).objects().forEach((chip, features) -> features.objects()
                .forEach((label, values) -> values.numbers().forEach((name, value) -> {
                    int end = name.indexOf('_');
                    if (end > 0) {
                        found.add(
                                new SensorsReport(chip, name.substring(0, end), label, name.substring(end + 1), value));
                    }
                })));
        return List.copyOf(found);
    }
}
