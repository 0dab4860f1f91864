package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.formats.Json;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a simulated plug of the IOT family answers. */
final class IotAnswers {
    private static final String NO_MODULE = "{\"err_code\":-1,\"err_msg\":\"module not support\"}";

    private final SimulatedPlug plug;

    IotAnswers(SimulatedPlug plug) {
        this.plug = plug;
    }

    String answer(Json request) {
        List<String> modules = new ArrayList<>();
        if (request.has("system")) {
            modules.add("\"system\":{\"get_sysinfo\":" + sysinfo() + "}");
        }
        if (request.has("time")) {
            LocalDateTime now = LocalDateTime.now(java.time.ZoneId.systemDefault());
            modules.add("\"time\":{\"get_time\":{\"err_code\":0,\"year\":" + now.getYear() + ",\"month\":"
                    + now.getMonthValue() + ",\"mday\":" + now.getDayOfMonth() + ",\"hour\":" + now.getHour() + "}}");
        }
        if (request.has("emeter")) {
            modules.add("\"emeter\":" + (plug.model().meters ? emeter(request) : NO_MODULE));
        }
        if (request.has("method")) {
            modules.add("\"method\":" + NO_MODULE);
        }
        return "{" + String.join(",", modules) + "}";
    }

    private String sysinfo() {
        PlugModel model = plug.model();
        StringBuilder children = new StringBuilder();
        for (int i = 1; i <= model.sockets; i++) {
            children.append(i == 1 ? "" : ",")
                    .append("{\"id\":\"0")
                    .append(i - 1)
                    .append("\",\"alias\":\"Socket ")
                    .append(i)
                    .append("\",\"state\":1,\"on_time\":60}");
        }
        return "{\"err_code\":0,\"sw_ver\":\"" + model.firmware + "\",\"hw_ver\":\"2.0\",\"model\":\""
                + model.fullName() + "\",\"deviceId\":\"8006\",\"alias\":" + Json.quoted(plug.alias()) + ",\"mac\":\""
                + plug.mac() + "\",\"mic_type\":\"IOT.SMARTPLUGSWITCH\",\"feature\":\""
                + (model.meters ? "TIM:ENE" : "TIM") + "\",\"rssi\":-60"
                + (model.sockets == 0
                        ? ",\"relay_state\":1,\"on_time\":3600"
                        : ",\"child_num\":" + model.sockets + ",\"children\":[" + children + "]")
                + "}";
    }

    private String emeter(Json request) {
        List<String> children = request.object("context").texts("child_ids");
        int socket = children.isEmpty()
                ? Math.min(1, plug.model().sockets)
                : 1 + Integer.parseInt(children.get(0).substring("8006".length()));
        PlugValues v = plug.values();
        List<String> parts = new ArrayList<>();
        Json asked = request.object("emeter");
        if (asked.has("get_realtime")) {
            parts.add("\"get_realtime\":{\"current_ma\":" + v.milliamperes(socket) + ",\"voltage_mv\":" + v.millivolts()
                    + ",\"power_mw\":" + v.milliwatts(socket) + ",\"total_wh\":" + v.total(socket)
                    + ",\"err_code\":0}");
        }
        if (asked.has("get_daystat")) {
            Json d = asked.object("get_daystat");
            int day = LocalDateTime.now(java.time.ZoneId.systemDefault()).getDayOfMonth();
            parts.add("\"get_daystat\":{\"day_list\":[{\"year\":" + d.integer("year", 0) + ",\"month\":"
                    + d.integer("month", 0) + ",\"day\":" + day + ",\"energy_wh\":" + v.today(socket)
                    + "}],\"err_code\":0}");
            parts.add("\"get_monthstat\":{\"month_list\":[{\"year\":" + d.integer("year", 0) + ",\"month\":"
                    + d.integer("month", 0) + ",\"energy_wh\":" + v.month(socket) + "}],\"err_code\":0}");
        }
        return "{" + String.join(",", parts) + "}";
    }
}
