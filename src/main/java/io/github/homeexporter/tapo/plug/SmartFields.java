package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the SMART family is asked, where it keeps its values, and in which units. */
final class SmartFields {
    private static final double MILLI = 1000;
    private static final double MINUTE = 60;
    private static final double PERCENT = 100;

    private SmartFields() {}

    static void info(Json info, Outlet outlet) {
        outlet.alias(decoded(info.text("nickname")));
        outlet.put(Quantity.ON, info.number("device_on"));
        outlet.put(Quantity.ON_TIME, info.number("on_time"));
        outlet.put(Quantity.RSSI, info.number("rssi"));
        outlet.put(Quantity.SIGNAL_LEVEL, info.number("signal_level"));
        outlet.put(Quantity.BRIGHTNESS, info.number("brightness") / PERCENT);
        outlet.put(Quantity.OVERHEATED, info.number("overheated"));
        status(info, "overheat_status", Quantity.OVERHEATED, outlet);
        status(info, "overcurrent_status", Quantity.OVERCURRENT, outlet);
        status(info, "power_protection_status", Quantity.POWER_PROTECTION, outlet);
    }

    /** What the sensors of a hub say; one that the hub does not hear says nothing. */
    static boolean sensor(Json child, Outlet outlet) {
        boolean heard = !child.has("status") || child.text("status").equals("online");
        if (!heard) {
            outlet.alias(decoded(child.text("nickname")));
            return false;
        }
        info(child, outlet);
        boolean fahrenheit = child.text("temp_unit").equals("fahrenheit");
        outlet.put(Quantity.TEMPERATURE, celsius(child.number("current_temp"), fahrenheit));
        outlet.put(Quantity.TARGET_TEMPERATURE, celsius(child.number("target_temp"), fahrenheit));
        outlet.put(Quantity.HUMIDITY, child.number("current_humidity") / PERCENT);
        outlet.put(Quantity.BATTERY, child.number("battery_percentage") / PERCENT);
        outlet.put(Quantity.BATTERY_LOW, child.number("at_low_battery"));
        outlet.put(Quantity.CONTACT_OPEN, child.number("open"));
        outlet.put(Quantity.MOTION, child.number("detected"));
        if (child.has("water_leak_status")) {
            outlet.put(Quantity.WATER_LEAK, leak(child));
        }
        return true;
    }

    /** A T300 that was never wet says {@code normal}, one that is dry again {@code water_dry}. */
    private static double leak(Json child) {
        return switch (child.text("water_leak_status")) {
            case "water_leak" -> 1;
            case "normal", "water_dry" -> 0;
            default -> child.number("in_alarm");
        };
    }

    private static double celsius(double degrees, boolean fahrenheit) {
        return fahrenheit ? (degrees - 32) / 1.8 : degrees;
    }

    /** The best source first: emeter data, then energy usage, then whole watts. */
    static void energy(Json emeter, Json usage, Json power, Json times, Outlet outlet) {
        outlet.put(Quantity.POWER, emeter.number("power_mw") / MILLI);
        outlet.putIfAbsent(Quantity.POWER, usage.number("current_power") / MILLI);
        outlet.putIfAbsent(Quantity.POWER, power.number("current_power"));
        outlet.put(Quantity.VOLTAGE, emeter.number("voltage_mv") / MILLI);
        outlet.put(Quantity.CURRENT, emeter.number("current_ma") / MILLI);
        outlet.put(Quantity.ENERGY_TOTAL, emeter.number("energy_wh"));
        outlet.put(Quantity.ENERGY_TODAY, usage.number("today_energy"));
        outlet.put(Quantity.ENERGY_MONTH, usage.number("month_energy"));
        outlet.put(Quantity.RUNTIME_TODAY, usage.number("today_runtime") * MINUTE);
        outlet.put(Quantity.RUNTIME_MONTH, usage.number("month_runtime") * MINUTE);
        // lamps have no meter, but a count of their own
        outlet.putIfAbsent(Quantity.ENERGY_TODAY, times.object("power_usage").number("today"));
        outlet.putIfAbsent(Quantity.RUNTIME_TODAY, times.object("time_usage").number("today") * MINUTE);
    }

    /** On the plug's own clock, of the first that says it; empty when none does. */
    static String day(Stream<Json> usages) {
        return usages.filter(Objects::nonNull)
                .map(usage -> usage.text("local_time"))
                .filter(time -> time.matches("\\d{4}-\\d\\d-\\d\\d .*"))
                .findFirst()
                .map(time -> time.substring(0, 10))
                .orElse("");
    }

    private static void status(Json info, String field, Quantity quantity, Outlet outlet) {
        if (info.has(field)) {
            outlet.put(quantity, info.text(field).equals("normal") ? 0 : 1);
        }
    }

    /** Names are base64 of UTF-8; what is not is taken as it stands. */
    private static String decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return text;
        }
    }

    /**
     * One request of the SMART family: a method, or several as one batch, for the plug or for one of its sockets.
     *
     * @param outlet id of the socket, empty for the plug itself
     * @param index from which on a list is asked for
     */
    record SmartRequest(String outlet, List<String> methods, int index) implements Poll.Request {
        static SmartRequest of(String outlet, List<String> methods) {
            return new SmartRequest(outlet, List.copyOf(methods), 0);
        }

        boolean isBatch() {
            return methods.size() > 1;
        }

        /** What the socket answered, out of the answer of its strip. */
        Json unpacked(Json answer) {
            Json data =
                    outlet.isEmpty() ? Json.empty() : answer.object("result").object("responseData");
            return data.isEmpty() ? answer : data;
        }

        String json(long nowMillis, String terminal) {
            String inner = isBatch()
                    ? "\"method\":\"multipleRequest\",\"params\":{\"requests\":["
                            + methods.stream().map(m -> "{" + one(m) + "}").collect(Collectors.joining(",")) + "]}"
                    : one(methods.get(0));
            String outer = outlet.isEmpty()
                    ? inner
                    : "\"method\":\"control_child\",\"params\":{\"device_id\":" + Json.write(outlet)
                            + ",\"requestData\":{" + inner + "}}";
            return "{" + outer + ",\"request_time_milis\":" + nowMillis + ",\"terminal_uuid\":" + Json.write(terminal)
                    + "}";
        }

        private String one(String method) {
            String params = method.endsWith("_list") ? ",\"params\":{\"start_index\":" + index + "}" : "";
            return "\"method\":\"" + method + "\"" + params;
        }
    }
}
