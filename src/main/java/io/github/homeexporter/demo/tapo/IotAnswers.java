package io.github.homeexporter.demo.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugValues;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a simulated plug of the IOT family answers: to every member of every module of a question, each with its error code. */
final class IotAnswers {
    private static final Set<String> MODULES =
            Set.of("system", "time", "schedule", "count_down", "anti_theft", "cnCloud", "emeter");
    /** Of the firmware's own list of zones: central Europe. */
    private static final int ZONE = 39;

    /** A lamp's names of them. */
    private static final Map<String, String> LAMP_MODULES = Map.of(
            "system", "system",
            "smartlife.iot.common.timesetting", "time",
            "smartlife.iot.common.schedule", "schedule",
            "smartlife.iot.common.cloud", "cnCloud",
            "smartlife.iot.common.emeter", "emeter");

    private final SimulatedPlug plug;

    IotAnswers(SimulatedPlug plug) {
        this.plug = plug;
    }

    ObjectNode answer(JsonNode request) {
        JsonNode children = request.at("/context/child_ids");
        // without a context a strip speaks of its first socket
        int socket = children.isEmpty()
                ? Math.min(1, plug.model.sockets)
                : SimulatedPlug.socket(children.get(0).asText());
        ObjectNode out = SimulatedPlug.object();
        for (Map.Entry<String, JsonNode> module : request.properties()) {
            if (!module.getKey().equals("context")) {
                out.set(module.getKey(), module(module.getKey(), module.getValue(), socket));
            }
        }
        return out;
    }

    private ObjectNode module(String name, JsonNode asked, int socket) {
        boolean lamp = plug.model == PlugModel.KL130;
        String module = lamp ? LAMP_MODULES.getOrDefault(name, "") : name;
        boolean known = MODULES.contains(module) && (plug.model.meters || !module.equals("emeter"));
        if (!known || !asked.isObject()) {
            return error(-1, "module not support");
        }
        ObjectNode out = SimulatedPlug.object();
        for (Map.Entry<String, JsonNode> member : asked.properties()) {
            int refusal = plug.refusal(member.getKey());
            ObjectNode answer = refusal != 0
                    ? error(refusal, "refused")
                    : member(module + "." + member.getKey(), member.getValue(), socket);
            out.set(
                    member.getKey(),
                    answer == null
                            ? error(-2, "member not support")
                            : answer.has("err_code") ? answer : answer.put("err_code", 0));
        }
        return out;
    }

    private ObjectNode member(String name, JsonNode params, int socket) {
        PlugValues v = plug.values;
        return switch (name) {
            case "system.get_sysinfo" -> sysinfo();
            case "time.get_time" -> time();
            case "time.get_timezone" -> SimulatedPlug.object().put("index", ZONE);
            case "schedule.get_rules", "anti_theft.get_rules", "count_down.get_rules" ->
                SimulatedPlug.object("{'version':2,'enable':1,'rule_list':[]}");
            case "schedule.get_next_action" -> SimulatedPlug.object().put("type", -1);
            case "schedule.get_realtime" -> SimulatedPlug.object();
            case "schedule.get_daystat" -> statistics("day", params, "time", 306);
            case "schedule.get_monthstat" -> statistics("month", params, "time", 12_572);
            case "cnCloud.get_info" ->
                SimulatedPlug.object(
                        "{'username':'','server':'devs.tplinkcloud.com','binded':0,'cld_connection':0,"
                                + "'illegalType':-1,'stopConnect':-1,'tcspStatus':-1,'fwDlPage':'','tcspInfo':'','fwNotifyType':0}");
            case "emeter.get_realtime" ->
                plug.model == PlugModel.KL130
                        ? SimulatedPlug.object().put("power_mw", 10_800)
                        : SimulatedPlug.object()
                                .put("current_ma", v.milliamperes(socket))
                                .put("voltage_mv", v.millivolts())
                                .put("power_mw", v.milliwatts(socket))
                                .put("total_wh", v.total(socket));
            case "emeter.get_daystat" -> statistics("day", params, "energy_wh", v.today(socket));
            case "emeter.get_monthstat" -> statistics("month", params, "energy_wh", v.month(socket));
            default -> null;
        };
    }

    private ObjectNode sysinfo() {
        PlugModel model = plug.model;
        ObjectNode out = SimulatedPlug.object()
                .put("sw_ver", model.firmware)
                .put("hw_ver", "2.0")
                .put("model", model.fullName())
                .put("deviceId", plug.deviceId())
                .put("hwId", "80060000000000000000000000000000")
                .put("oemId", "80060000000000000000000000000001")
                .put("dev_name", "Wi-Fi Smart Plug")
                .put("alias", plug.alias())
                .put("mac", plug.mac())
                .put("mic_type", model.family())
                .put("feature", model.meters ? "TIM:ENE" : "TIM")
                .put("rssi", -60)
                .put("led_off", 0)
                .put("updating", 0);
        if (model == PlugModel.KL130) {
            out.remove(List.of("mac", "feature", "led_off"));
            out.put("mic_mac", plug.mac().replace(":", ""))
                    .putObject("light_state")
                    .put("on_off", 0)
                    .putObject("dft_on_state")
                    .put("brightness", 84);
            return out;
        }
        if (model.sockets == 0) {
            return out.put("relay_state", 1).put("on_time", 3600);
        }
        ArrayNode children = out.put("child_num", model.sockets).putArray("children");
        for (int i = 1; i <= model.sockets; i++) {
            children.addObject()
                    .put("id", "0" + (i - 1))
                    .put("alias", "Socket " + i)
                    .put("state", 1)
                    .put("on_time", 60)
                    .putObject("next_action")
                    .put("type", -1);
        }
        return out;
    }

    private static ObjectNode time() {
        LocalDateTime now = now();
        return SimulatedPlug.object()
                .put("year", now.getYear())
                .put("month", now.getMonthValue())
                .put("mday", now.getDayOfMonth())
                .put("hour", now.getHour())
                .put("min", now.getMinute())
                .put("sec", now.getSecond());
    }

    /** One entry: of today, or of this month. */
    private static ObjectNode statistics(String of, JsonNode params, String name, int value) {
        LocalDateTime now = now();
        ObjectNode out = SimulatedPlug.object();
        ObjectNode entry = out.putArray(of + "_list")
                .addObject()
                .put("year", params.path("year").asInt())
                .put("month", params.path("month").asInt(now.getMonthValue()));
        if (of.equals("day")) {
            entry.put("day", now.getDayOfMonth());
        }
        entry.put(name, value);
        return out;
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneId.systemDefault());
    }

    private static ObjectNode error(int code, String message) {
        return SimulatedPlug.object().put("err_code", code).put("err_msg", message);
    }
}
