package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How the IOT family is asked and where it keeps its values; firmware 1.2 had other names and units, told apart by the name. */
final class IotFields {
    private static final double MILLI = 1000;
    private static final double KILO = 1000;
    private static final double PERCENT = 100;

    private IotFields() {}

    static void info(Json sysinfo, Outlet outlet) {
        outlet.alias(sysinfo.text("alias"));
        Json light = sysinfo.object("light_state");
        outlet.put(Quantity.ON, light.isEmpty() ? sysinfo.number("relay_state") : light.number("on_off"));
        Json shining = light.has("brightness") ? light : light.object("dft_on_state");
        outlet.put(Quantity.BRIGHTNESS, (light.isEmpty() ? sysinfo : shining).number("brightness") / PERCENT);
        outlet.put(Quantity.RSSI, sysinfo.number("rssi"));
        // a strip has one on time for each socket
        outlet.put(Quantity.ON_TIME, sysinfo.number("on_time"));
    }

    static void child(Json child, Outlet outlet) {
        outlet.alias(child.text("alias"));
        outlet.put(Quantity.ON, child.number("state"));
        outlet.put(Quantity.ON_TIME, child.number("on_time"));
    }

    static void realtime(Json realtime, Outlet outlet) {
        outlet.put(Quantity.POWER, either(realtime, "power_mw", MILLI, "power"));
        outlet.put(Quantity.VOLTAGE, either(realtime, "voltage_mv", MILLI, "voltage"));
        outlet.put(Quantity.CURRENT, either(realtime, "current_ma", MILLI, "current"));
        outlet.put(Quantity.ENERGY_TOTAL, energy(realtime, "total_wh", "total"));
        if (!realtime.isEmpty() && !realtime.has("total_wh") && !realtime.has("total")) {
            outlet.withoutCounter();
        }
    }

    /** Of the day: 0 when it is not in the list, which holds days with use only; NaN when there is no list. */
    static double day(Json daystat, int year, int month, int day) {
        return row(
                daystat,
                "day_list",
                d -> d.integer("day", 0) == day && d.integer("month", 0) == month && d.integer("year", year) == year);
    }

    /** Of the month: 0 when it is not in the list, NaN when there is no list. */
    static double month(Json monthstat, int year, int month) {
        return row(monthstat, "month_list", m -> m.integer("month", 0) == month && m.integer("year", year) == year);
    }

    private static double row(Json statistics, String list, Predicate<Json> which) {
        if (!statistics.has(list)) {
            return Double.NaN;
        }
        return statistics.objects(list).stream()
                .filter(which)
                .mapToDouble(row -> energy(row, "energy_wh", "energy"))
                .findFirst()
                .orElse(0);
    }

    private static double energy(Json json, String wattHours, String kilowattHours) {
        return json.has(wattHours) ? json.number(wattHours) : json.number(kilowattHours) * KILO;
    }

    private static double either(Json json, String small, double divisor, String whole) {
        return json.has(small) ? json.number(small) / divisor : json.number(whole);
    }

    /**
     * One request of the IOT family: methods of its modules, for the plug or for one socket of a strip.
     *
     * @param outlet id of the socket, empty for the plug itself
     */
    record IotRequest(String outlet, List<Part> parts) implements Poll.Request {
        /** @param params as JSON */
        record Part(String module, String method, String params) {
            static Part of(String module, String method) {
                return new Part(module, method, "{}");
            }

            /** What was answered to it; the module may have answered with an error as a whole. */
            Json in(Json answer) {
                Json module = answer.object(module());
                return module.has(method) ? module.object(method) : module;
            }
        }

        @Override
        public List<String> methods() {
            return parts.stream().map(Part::method).toList();
        }

        String json() {
            Map<String, List<Part>> modules = new LinkedHashMap<>();
            parts.forEach(part -> modules.computeIfAbsent(part.module(), m -> new ArrayList<>())
                    .add(part));
            String asked = modules.entrySet().stream()
                    .map(e -> Json.write(e.getKey()) + ":{"
                            + e.getValue().stream()
                                    .map(part -> Json.write(part.method()) + ":" + part.params())
                                    .collect(Collectors.joining(","))
                            + "}")
                    .collect(Collectors.joining(","));
            return "{"
                    + (outlet.isEmpty() ? "" : "\"context\":{\"child_ids\":[" + Json.write(outlet) + "]},")
                    + asked + "}";
        }
    }
}
