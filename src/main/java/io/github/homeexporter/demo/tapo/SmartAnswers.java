package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.formats.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a simulated plug of the SMART family answers. */
final class SmartAnswers {
    private static final int UNKNOWN = -1002;

    private final SimulatedPlug plug;

    SmartAnswers(SimulatedPlug plug) {
        this.plug = plug;
    }

    String answer(Json request) {
        return answer(request, 0);
    }

    private String answer(Json request, int socket) {
        String method = request.text("method");
        if (method.equals("multipleRequest")) {
            return batch(request.object("params"), socket);
        }
        if (method.equals("control_child")) {
            Json params = request.object("params");
            int child = Integer.parseInt(params.text("device_id").replace("CHILD", ""));
            String inner = answer(params.object("requestData"), child);
            return "{\"result\":{\"responseData\":" + inner + "},\"error_code\":0}";
        }
        return "{" + result(method, request.object("params"), socket) + "}";
    }

    private String batch(Json params, int socket) {
        if (plug.is(PlugQuirk.NO_BATCHES)) {
            return "{\"error_code\":-1003}";
        }
        StringBuilder out = new StringBuilder();
        for (Json one : params.objects("requests")) {
            String result = result(one.text("method"), one.object("params"), socket);
            out.append(out.length() == 0 ? "" : ",")
                    .append("{\"method\":\"")
                    .append(one.text("method"))
                    .append("\",")
                    .append(result)
                    .append('}');
            if (plug.is(PlugQuirk.BATCH_STOPS) && !result.endsWith(":0")) {
                break;
            }
        }
        return "{\"result\":{\"responses\":[" + out + "]},\"error_code\":0}";
    }

    private String result(String method, Json params, int socket) {
        PlugModel model = plug.model();
        boolean energy = model.meters && (model.sockets == 0 || socket > 0);
        boolean old = model == PlugModel.P110_OLD;
        return switch (method) {
            case "component_nego" ->
                ok("{\"component_list\":[{\"id\":\"device\",\"ver_code\":2}"
                        + (model.meters ? ",{\"id\":\"energy_monitoring\",\"ver_code\":2}" : "")
                        + (model.sockets > 0 ? ",{\"id\":\"child_device\",\"ver_code\":1}" : "") + "]}");
            case "get_device_info" -> ok(info(socket));
            case "get_child_device_list" -> model.sockets > 0 ? ok(children(params)) : error(UNKNOWN);
            case "get_energy_usage" ->
                !energy ? error(UNKNOWN) : plug.is(PlugQuirk.NO_TIME) ? error(-1003) : ok(usage(socket));
            case "get_current_power" ->
                energy && !old
                        ? ok("{\"current_power\":" + plug.values().milliwatts(socket) / 1000 + "}")
                        : error(UNKNOWN);
            case "get_emeter_data" ->
                energy && !old && !plug.is(PlugQuirk.NO_EMETER_DATA) ? ok(emeter(socket)) : error(UNKNOWN);
            case "get_device_usage" -> ok("{\"time_usage\":{\"today\":306,\"past7\":900,\"past30\":4000}}");
            default -> error(UNKNOWN);
        };
    }

    private static String ok(String result) {
        return "\"result\":" + result + ",\"error_code\":0";
    }

    private static String error(int code) {
        return "\"error_code\":" + code;
    }

    private String usage(int socket) {
        PlugValues v = plug.values();
        // a strip's socket does not say its power here
        String power = socket == 0 ? ",\"current_power\":" + v.milliwatts(socket) : "";
        return "{\"today_runtime\":306,\"month_runtime\":12572,\"today_energy\":" + v.today(socket)
                + ",\"month_energy\":" + v.month(socket) + ",\"local_time\":\"2026-01-02 03:04:05\"" + power + "}";
    }

    private String emeter(int socket) {
        PlugValues v = plug.values();
        return "{\"current_ma\":" + v.milliamperes(socket) + ",\"energy_wh\":" + v.total(socket) + ",\"power_mw\":"
                + v.milliwatts(socket) + ",\"voltage_mv\":" + v.millivolts() + "}";
    }

    private String info(int socket) {
        boolean strip = plug.model().sockets > 0 && socket == 0;
        return "{\"device_id\":\"8000\",\"fw_ver\":\"" + plug.model().firmware + "\",\"hw_ver\":\"1.0\",\"mac\":\""
                + plug.mac().replace(":", "-") + "\",\"model\":\""
                + plug.model().fullName().replaceFirst("\\(.*", "") + "\",\"nickname\":\"" + base64(plug.alias())
                + "\",\"ssid\":\"" + base64("home") + "\",\"rssi\":-47,\"signal_level\":2,\"type\":\"SMART.TAPOPLUG\""
                + (strip
                        ? ""
                        : ",\"device_on\":true,\"on_time\":3600,\"overheat_status\":\"normal\","
                                + "\"overcurrent_status\":\"normal\",\"power_protection_status\":\"normal\"")
                + "}";
    }

    /** In pages of three, so that a strip needs two. */
    private String children(Json params) {
        int start = params.integer("start_index", 0);
        StringBuilder list = new StringBuilder();
        for (int i = start + 1; i <= Math.min(plug.model().sockets, start + 3); i++) {
            list.append(list.length() == 0 ? "" : ",")
                    .append("{\"device_id\":\"CHILD")
                    .append(i)
                    .append("\",\"position\":")
                    .append(i)
                    .append(",\"nickname\":\"")
                    .append(base64("Socket " + i))
                    .append("\",\"device_on\":true,\"on_time\":60,\"overheat_status\":\"normal\"}");
        }
        return "{\"child_device_list\":[" + list + "],\"start_index\":" + start + ",\"sum\":" + plug.model().sockets
                + "}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
