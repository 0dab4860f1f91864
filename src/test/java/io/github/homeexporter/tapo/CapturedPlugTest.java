package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Answers of real plugs through the whole route. They are under another licence, so they are not in this tree. */
class CapturedPlugTest {
    @Test
    void every_metering_plug_yields_its_energy_and_every_other_what_it_has() throws Exception {
        String folder = System.getProperty("captures", "");
        Assumptions.assumeTrue(!folder.isEmpty(), "give -Dcaptures=FOLDER with captures of real devices");
        int read = 0;
        for (String family : List.of("smart", "iot")) {
            for (Path file : files(Path.of(folder, "tapo", family))) {
                JsonObject capture = (JsonObject) Jsoner.deserialize(Files.readString(file));
                boolean iot = family.equals("iot");
                PlugModel model = iot ? PlugModel.HS110 : PlugModel.P110;
                try (SimulatedPlug plug =
                                new SimulatedPlug(model, "", 1).says(question -> answer(capture, question, iot));
                        TapoRoute route = TapoRoute.of(plug)) {
                    route.awaitState(plug.address(), DeviceState.UP);
                    check(file.getFileName().toString(), capture, route.values(), iot);
                    read++;
                }
            }
        }
        assertThat(read).isPositive();
    }

    private static void check(String name, JsonObject capture, Map<String, Double> values, boolean iot) {
        assertThat(all(values, "tapo_info{")).as(name).hasSize(1);
        assertThat(all(values, "current_rssi{")).as(name).hasSize(1);
        JsonObject emeter = iot ? map(map(capture, "emeter"), "get_realtime") : map(capture, "get_emeter_data");
        JsonObject usage = map(capture, "get_energy_usage");
        if (usage.containsKey("today_energy")) {
            assertThat(all(values, "current_consumption_today{"))
                    .as(name)
                    .containsExactly(number(usage, "today_energy"));
            assertThat(all(values, "current_month_consumption{"))
                    .as(name)
                    .containsExactly(number(usage, "month_energy"));
            double watts = emeter.containsKey("power_mw") ? number(emeter, "power_mw") : number(usage, "current_power");
            assertThat(all(values, "current_consumption{")).as(name).containsExactly(watts / 1000);
        }
        if (emeter.containsKey("voltage_mv")) {
            assertThat(all(values, "current_voltage{"))
                    .as(name)
                    .isNotEmpty()
                    .containsOnly(number(emeter, "voltage_mv") / 1000);
            assertThat(all(values, "tapo_energy_watthours_total{"))
                    .as(name)
                    .containsOnly(number(emeter, iot ? "total_wh" : "energy_wh"));
        } else if (emeter.containsKey("voltage")) {
            assertThat(all(values, "current_voltage{")).as(name).containsExactly(number(emeter, "voltage"));
            assertThat(all(values, "tapo_energy_watthours_total{"))
                    .as(name)
                    .containsExactly(number(emeter, "total") * 1000);
        } else {
            assertThat(all(values, "current_voltage{")).as(name).isEmpty();
        }
        for (Object child : map(capture, "child_devices").values()) {
            JsonObject own = map((JsonObject) child, "get_energy_usage");
            if (own.containsKey("today_energy")) {
                assertThat(all(values, "current_consumption_today{")).as(name).contains(number(own, "today_energy"));
            }
        }
        boolean metering = !usage.isEmpty() || emeter.containsKey("power_mw") || emeter.containsKey("power");
        if (!metering
                && map(capture, "child_devices").values().stream()
                        .noneMatch(c -> ((JsonObject) c).containsKey("get_energy_usage"))) {
            assertThat(all(values, "current_consumption{")).as(name).isEmpty();
        }
    }

    private static List<Double> all(Map<String, Double> values, String prefix) {
        return values.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String answer(JsonObject capture, String question, boolean iot) {
        try {
            JsonObject asked = (JsonObject) Jsoner.deserialize(question);
            return (iot ? iot(capture, asked) : smart(capture, capture, asked)).toJson();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject iot(JsonObject capture, JsonObject asked) {
        JsonObject answer = new JsonObject();
        for (String module : asked.keySet()) {
            if (!module.equals("context")) {
                Object there = capture.get(module);
                answer.put(module, there == null ? error("err_code", -1) : there);
            }
        }
        return answer;
    }

    private static JsonObject smart(JsonObject capture, JsonObject of, JsonObject asked) {
        String method = asked.getString("method");
        JsonObject answer = new JsonObject();
        if (method.equals("multipleRequest")) {
            JsonArray responses = new JsonArray();
            for (Object one : (List<?>) map(asked, "params").get("requests")) {
                JsonObject response = smart(capture, of, (JsonObject) one);
                response.put("method", ((JsonObject) one).getString("method"));
                responses.add(response);
            }
            JsonObject result = new JsonObject();
            result.put("responses", responses);
            answer.put("result", result);
        } else if (method.equals("control_child")) {
            JsonObject child =
                    map(map(capture, "child_devices"), map(asked, "params").getString("device_id"));
            JsonObject result = new JsonObject();
            result.put("responseData", smart(capture, child, map(map(asked, "params"), "requestData")));
            answer.put("result", result);
        } else if (of.get(method) instanceof JsonObject known) {
            answer.put("result", known);
        } else {
            return error("error_code", -1002);
        }
        answer.put("error_code", 0);
        return answer;
    }

    private static JsonObject error(String name, int code) {
        JsonObject error = new JsonObject();
        error.put(name, code);
        return error;
    }

    private static JsonObject map(JsonObject in, String key) {
        return in.get(key) instanceof JsonObject found ? found : new JsonObject();
    }

    private static double number(JsonObject in, String key) {
        return ((Number) in.get(key)).doubleValue();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
