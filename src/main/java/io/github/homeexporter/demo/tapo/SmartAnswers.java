package io.github.homeexporter.demo.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.net.HttpHead;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugValues;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What a simulated plug of the SMART family answers. */
final class SmartAnswers {
    private static final int UNKNOWN = -1002;
    /** A strip answers lists in pages of so many, so that one with four sockets needs two. */
    private static final int PAGE = 3;

    private final SimulatedPlug plug;
    private final PlugModel model;

    SmartAnswers(SimulatedPlug plug) {
        this.plug = plug;
        this.model = plug.model;
    }

    ObjectNode answer(JsonNode request) {
        return request.has("method") ? answer(request, 0) : error(-1003);
    }

    /** @param socket 0 for the plug itself, or the strip */
    private ObjectNode answer(JsonNode request, int socket) {
        String method = request.path("method").asText();
        JsonNode params = request.path("params");
        if (plug.refusal(method) != 0) {
            return error(plug.refusal(method));
        }
        if (method.equals("multipleRequest")) {
            return batch(params.path("requests"), socket);
        }
        if (method.equals("control_child")) {
            int child = SimulatedPlug.socket(params.path("device_id").asText());
            ObjectNode result = SimulatedPlug.object();
            result.set("responseData", answer(params.path("requestData"), child));
            return ok(result);
        }
        ObjectNode result = result(method, params, socket);
        return result.has("error_code") ? result : ok(result);
    }

    private ObjectNode batch(JsonNode requests, int socket) {
        if (plug.is(PlugQuirk.NO_BATCHES)) {
            return error(-1003);
        }
        ObjectNode result = SimulatedPlug.object();
        ArrayNode responses = result.putArray("responses");
        for (JsonNode one : requests) {
            ObjectNode answer = answer(one, socket);
            answer.put("method", one.path("method").asText());
            responses.add(answer);
            if (plug.is(PlugQuirk.BATCH_STOPS) && answer.path("error_code").asInt() != 0) {
                break;
            }
        }
        return ok(result);
    }

    private ObjectNode result(String method, JsonNode params, int socket) {
        boolean energy = model.meters && (model.sockets == 0 || socket > 0);
        boolean current = energy && model != PlugModel.P110_OLD;
        PlugValues v = plug.values;
        int start = params.path("start_index").asInt();
        return switch (method) {
            case "component_nego" -> components(SimulatedPlug.object(), socket);
            case "get_device_info" -> info(socket);
            case "get_device_time" -> time();
            case "get_device_usage" -> usage();
            case "get_connect_cloud_state" -> SimulatedPlug.object().put("status", 1);
            case "get_auto_update_info" -> SimulatedPlug.object("{'enable':false,'random_range':120,'time':180}");
            case "get_led_info" ->
                SimulatedPlug.object().put("led_rule", "always").put("led_status", true);
            case "get_auto_off_config" ->
                SimulatedPlug.object().put("enable", false).put("delay_min", 120);
            case "get_child_device_list" ->
                model == PlugModel.H100
                        ? sensors(plug.is(PlugQuirk.ALL_WELL))
                        : model.sockets > 0 && socket == 0 ? children(start) : error(UNKNOWN);
            case "get_child_device_component_list" ->
                model.sockets > 0 && socket == 0 ? childComponents(start) : error(UNKNOWN);
            case "get_energy_usage" ->
                !energy ? error(UNKNOWN) : plug.is(PlugQuirk.NO_TIME) ? error(-1003) : energy(socket);
            case "get_current_power" ->
                current ? SimulatedPlug.object().put("current_power", v.milliwatts(socket) / 1000) : error(UNKNOWN);
            case "get_emeter_data" ->
                current && !plug.is(PlugQuirk.NO_EMETER_DATA)
                        ? SimulatedPlug.object()
                                .put("current_ma", v.milliamperes(socket))
                                .put("energy_wh", v.total(socket))
                                .put("power_mw", v.milliwatts(socket))
                                .put("voltage_mv", v.millivolts())
                        : error(UNKNOWN);
            case "get_emeter_vgain_igain" ->
                current && !plug.is(PlugQuirk.NO_EMETER_DATA)
                        ? SimulatedPlug.object().put("vgain", 127_000).put("igain", 11_000)
                        : error(UNKNOWN);
            case "get_max_power" -> current ? SimulatedPlug.object().put("max_power", 3904) : error(UNKNOWN);
            case "get_protection_power" ->
                current ? SimulatedPlug.object().put("enabled", false).put("protection_power", 0) : error(UNKNOWN);
            default -> error(UNKNOWN);
        };
    }

    private static ObjectNode ok(ObjectNode result) {
        ObjectNode out = SimulatedPlug.object();
        out.set("result", result);
        return out.put("error_code", 0);
    }

    private static ObjectNode error(int code) {
        return SimulatedPlug.object().put("error_code", code);
    }

    /** Of a strip the sockets have the meters, though the strip lists the part too. */
    private ObjectNode components(ObjectNode out, int socket) {
        boolean old = model == PlugModel.P110_OLD;
        List<String> parts = new ArrayList<>(List.of("device", "time", "auto_off"));
        if (socket == 0) {
            parts.addAll(List.of("firmware", "led", "iot_cloud"));
        }
        if (model.meters) {
            parts.add("energy_monitoring");
        }
        if (model.meters && !old && model.sockets == 0) {
            parts.add("power_protection");
        }
        if (model.sockets > 0 && socket == 0) {
            parts.add("child_device");
        }
        ArrayNode list = out.putArray("component_list");
        for (String part : parts) {
            boolean second = !old
                    && List.of("device", "firmware", "energy_monitoring", "auto_off")
                            .contains(part);
            list.addObject().put("id", part).put("ver_code", second ? 2 : 1);
        }
        return out;
    }

    private ObjectNode energy(int socket) {
        PlugValues v = plug.values;
        ObjectNode out = SimulatedPlug.object()
                .put("today_runtime", 306)
                .put("month_runtime", 12_572)
                .put("today_energy", v.today(socket))
                .put("month_energy", v.month(socket))
                .put(
                        "local_time",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(now()));
        if (socket == 0) {
            // a strip's socket does not say its power here
            out.put("current_power", v.milliwatts(socket));
        }
        if (model != PlugModel.P110_OLD) {
            out.putArray("electricity_charge").add(0).add(0).add(0);
        }
        return out;
    }

    private static ObjectNode time() {
        ZonedDateTime now = now();
        return SimulatedPlug.object()
                .put("timestamp", now.toEpochSecond())
                .put("time_diff", now.getOffset().getTotalSeconds() / 60)
                .put("region", now.getZone().getId());
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }

    private ObjectNode usage() {
        ObjectNode out = SimulatedPlug.object();
        out.putObject("time_usage").put("today", 306).put("past7", 900).put("past30", 4000);
        if (model.meters || model == PlugModel.L530E) {
            out.putObject("power_usage").put("today", 173).put("past7", 1211).put("past30", 6110);
            out.putObject("saved_power").put("today", 0).put("past7", 0).put("past30", 0);
        }
        return out;
    }

    private ObjectNode info(int socket) {
        if (socket > 0) {
            return child(SimulatedPlug.object(), socket);
        }
        ObjectNode out = SimulatedPlug.object()
                .put("device_id", plug.deviceId())
                .put("fw_ver", model.firmware)
                .put("hw_ver", "1.0")
                .put("mac", plug.mac().replace(':', '-'))
                .put("model", model.shortName())
                .put("nickname", base64(plug.alias()))
                .put("ssid", base64("home"))
                .put("rssi", -47)
                .put("signal_level", 2)
                .put("specs", "EU")
                .put("type", model.family());
        if (model == PlugModel.L530E) {
            return out.put("device_on", true).put("brightness", 80).put("overheated", false);
        }
        return model.sockets > 0 || model == PlugModel.H100
                ? out
                : out.put("device_on", true)
                        .put("on_time", 3600)
                        .put("overheat_status", "normal")
                        .put("overcurrent_status", "normal")
                        .put("power_protection_status", "normal");
    }

    private ObjectNode child(ObjectNode out, int socket) {
        return out.put("device_id", plug.deviceId() + "0" + (socket - 1))
                .put("original_device_id", plug.deviceId())
                .put("position", socket)
                .put("slot_number", model.sockets)
                .put("category", "plug.powerstrip.sub-plug")
                .put("type", model.family())
                .put("model", model.shortName())
                .put("fw_ver", model.firmware)
                .put("hw_ver", "1.0")
                .put("mac", plug.mac().replace(":", ""))
                .put("nickname", base64("Socket " + socket))
                .put("device_on", true)
                .put("on_time", 60)
                .put("overheat_status", "normal");
    }

    private ObjectNode children(int start) {
        ObjectNode out = SimulatedPlug.object();
        ArrayNode list = out.putArray("child_device_list");
        for (int i = start + 1; i <= lastAfter(start); i++) {
            child(list.addObject(), i);
        }
        return out.put("start_index", start).put("sum", model.sockets);
    }

    /** What the hub hears by radio; the last one it does not hear, and the cellar is wet, unless all is well. */
    private static ObjectNode sensors(boolean well) {
        ObjectNode out = SimulatedPlug.object();
        ArrayNode list = out.putArray("child_device_list");
        sensor(list, 1, "Bath", "temp-hmdt-sensor", "online")
                .put("current_temp", 21.4)
                .put("temp_unit", "celsius")
                .put("current_humidity", 61)
                .put("battery_percentage", 90);
        sensor(list, 2, "Door", "contact-sensor", "online").put("open", true);
        sensor(list, 3, "Hall", "motion-sensor", "online").put("detected", false);
        sensor(list, 4, "Cellar", "water-leak-sensor", "online")
                .put("water_leak_status", well ? "normal" : "water_leak");
        sensor(list, 5, "Attic", "temp-hmdt-sensor", well ? "online" : "offline")
                .put("current_temp", 5)
                .put("temp_unit", "celsius");
        return out.put("start_index", 0).put("sum", list.size());
    }

    private static ObjectNode sensor(ArrayNode list, int number, String name, String kind, String status) {
        return list.addObject()
                .put("device_id", "8020" + "0".repeat(35) + number)
                .put("category", "subg.trigger." + kind)
                .put("type", "SMART.TAPOSENSOR")
                .put("mac", "F0A73100000" + number)
                .put("nickname", base64(name))
                .put("status", status)
                .put("at_low_battery", number == 2)
                .put("rssi", -50 - number)
                .put("signal_level", 3);
    }

    private ObjectNode childComponents(int start) {
        ObjectNode out = SimulatedPlug.object();
        ArrayNode list = out.putArray("child_component_list");
        for (int i = start + 1; i <= lastAfter(start); i++) {
            components(list.addObject().put("device_id", plug.deviceId() + "0" + (i - 1)), i);
        }
        return out.put("start_index", start).put("sum", model.sockets);
    }

    private int lastAfter(int start) {
        return Math.min(model.sockets, start + PAGE);
    }

    private static String base64(String text) {
        return PlugCipher.base64(HttpHead.bytes(text));
    }
}
