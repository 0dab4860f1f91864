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
 * @param restarts of a service, by systemd itself; NaN where that is not counted, as are the next three
 * @param accepted connections that a socket took
 * @param current connections that it has
 * @param refused connections that it turned away
 */
public record SystemdUnit(
        String name, String state, String type, double restarts, double accepted, double current, double refused) {
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
                        values.get("Id"),
                        values.getOrDefault("ActiveState", ""),
                        values.getOrDefault("Type", ""),
                        number(values, "NRestarts"),
                        number(values, "NAccepted"),
                        number(values, "NConnections"),
                        number(values, "NRefused")));
            }
        }
        return List.copyOf(units);
    }

    private static double number(Map<String, String> values, String key) {
        String text = values.getOrDefault(key, "");
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : Double.NaN;
    }
}
