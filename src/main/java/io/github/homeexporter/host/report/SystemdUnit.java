package io.github.homeexporter.host.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unit as {@code systemctl show} prints it: lines {@code KEY=VALUE}, an empty line between units.
 *
 * @param state {@code active}, {@code failed}
 * @param type of a service: {@code simple}, {@code oneshot}; empty for other units
 */
public record SystemdUnit(String name, String state, String type) {
    public static List<SystemdUnit> parse(String text) {
        List<SystemdUnit> units = new ArrayList<>();
        for (String block : text.split("\n\n+")) {
            Map<String, String> values = new HashMap<>();
            for (String line : block.split("\n")) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            if (!values.getOrDefault("Id", "").isEmpty()) {
                units.add(new SystemdUnit(
                        values.get("Id"), values.getOrDefault("ActiveState", ""), values.getOrDefault("Type", "")));
            }
        }
        return List.copyOf(units);
    }
}
