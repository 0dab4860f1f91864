package io.github.homeexporter.tapo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every device of which python-kasa has a recording, {@code -Dkasa-fixtures=DIR} with {@code tests/fixtures} of its sources,
 * through the whole route. They are under another licence, so they are not in this tree. Prints the table of docs/tapo.md.
 */
class KasaFixturesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Recordings of what is no plug, lamp or hub. */
    private static final Set<String> OTHERS = Set.of("SMART.TAPOROBOVAC", "SMART.TAPOCHIME", "SMART.TAPODOORBELL");

    private static final List<String> COLUMNS = List.of(
            "tapo_on",
            "tapo_brightness",
            "tapo_power",
            "tapo_voltage",
            "tapo_current",
            "tapo_energy_today",
            "tapo_energy_month",
            "tapo_energy_watthours",
            "tapo_temperature",
            "tapo_humidity",
            "tapo_contact",
            "tapo_motion",
            "tapo_water");

    @Test
    void every_recorded_device_is_read() throws Exception {
        String folder = System.getProperty("kasa-fixtures", "");
        assumeTrue(!folder.isEmpty(), "give -Dkasa-fixtures=DIR with the recordings of python-kasa");
        Map<String, String> table = new TreeMap<>();
        for (String family : List.of("smart", "iot")) {
            for (Path file : files(Path.of(folder, family))) {
                JsonNode recorded = JSON.readTree(file.toFile());
                String type = recorded.at("/get_device_info/type").asText();
                if (!OTHERS.contains(type)) {
                    table.put(file.getFileName().toString(), read(file, recorded, family.equals("iot")));
                }
            }
        }
        table.forEach((file, row) -> System.out.println("| " + words(file) + " | " + row + " |"));
        assertThat(table).isNotEmpty();
    }

    private static String read(Path file, JsonNode recorded, boolean iot) throws Exception {
        try (SimulatedPlug plug = new SimulatedPlug(iot ? PlugModel.HS110 : PlugModel.P110, "", 1)
                        .says(question -> answer(recorded, question, iot));
                TapoRoute route = new TapoRoute(Map.of("plugDevices", plug.address(), "naming", "standard"))) {
            route.awaitState(plug.address(), DeviceState.UP);
            Map<String, Double> values = route.values();
            check(file.getFileName().toString(), recorded, values, iot);
            return columns(values.keySet());
        }
    }

    private static void check(String name, JsonNode recorded, Map<String, Double> values, boolean iot) {
        JsonNode info = iot ? recorded.at("/system/get_sysinfo") : recorded.path("get_device_info");
        if (info.has("brightness")) {
            assertThat(all(values, "tapo_brightness_ratio"))
                    .as(name)
                    .containsExactly(info.path("brightness").asDouble() / 100);
        }
        if (info.has("device_on") || info.has("relay_state")) {
            boolean on = info.path("device_on").asBoolean()
                    || info.path("relay_state").asInt() == 1;
            assertThat(all(values, "tapo_on")).as(name).contains(on ? 1.0 : 0.0);
        }
        JsonNode usage = recorded.path("get_energy_usage");
        if (usage.has("today_energy") && info.has("device_on")) {
            assertThat(all(values, "tapo_energy_today_watthours"))
                    .as(name)
                    .containsExactly(usage.path("today_energy").asDouble());
        }
        String emeter = info.has("light_state") ? "smartlife.iot.common.emeter" : "emeter";
        JsonNode realtime = recorded.path(emeter).path("get_realtime");
        if (realtime.has("power_mw") && !info.has("children")) {
            assertThat(all(values, "tapo_power_watts"))
                    .as(name)
                    .containsExactly(realtime.path("power_mw").asDouble() / 1000);
        }
        for (JsonNode child : recorded.at("/get_child_device_list/child_device_list")) {
            if (child.has("current_temp") && child.path("status").asText().equals("online")) {
                assertThat(all(values, "tapo_temperature_celsius"))
                        .as(name)
                        .contains(child.path("current_temp").asDouble());
            }
        }
    }

    private static List<Double> all(Map<String, Double> values, String family) {
        return values.entrySet().stream()
                .filter(e -> e.getKey().startsWith(family + "{"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What there is, in the words of the table. */
    private static String columns(Set<String> series) {
        Set<String> there = new TreeSet<>();
        series.forEach(s -> COLUMNS.stream().filter(s::startsWith).forEach(there::add));
        return COLUMNS.stream()
                .filter(there::contains)
                .map(c -> c.replace("tapo_energy_watthours", "total")
                        .replace("tapo_energy_", "")
                        .replace("tapo_", ""))
                .collect(Collectors.joining(", "));
    }

    /** {@code P110(EU)_1.0_1.2.3.json} as three cells. */
    private static String words(String file) {
        return String.join(" | ", file.replace(".json", "").split("_", 3));
    }

    private static String answer(JsonNode recorded, String question, boolean iot) {
        try {
            JsonNode asked = JSON.readTree(question);
            return (iot ? iot(recorded, asked) : smart(recorded, recorded, asked)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode iot(JsonNode recorded, JsonNode asked) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        asked.properties().forEach(module -> {
            if (!module.getKey().equals("context")) {
                JsonNode there = recorded.path(module.getKey());
                answer.set(module.getKey(), there.isObject() ? there : code("err_code", -1));
            }
        });
        return answer;
    }

    private static ObjectNode smart(JsonNode recorded, JsonNode of, JsonNode asked) {
        String method = asked.path("method").asText();
        ObjectNode answer = code("error_code", 0);
        if (method.equals("multipleRequest")) {
            ArrayNode responses = answer.putObject("result").putArray("responses");
            for (JsonNode one : asked.at("/params/requests")) {
                responses.add(smart(recorded, of, one)
                        .put("method", one.path("method").asText()));
            }
            return answer;
        }
        if (method.equals("control_child")) {
            JsonNode child = recorded.path("child_devices")
                    .path(asked.at("/params/device_id").asText());
            answer.putObject("result").set("responseData", smart(recorded, child, asked.at("/params/requestData")));
            return answer;
        }
        JsonNode there = of.path(method);
        // what was not answered then stands there as a word
        if (!there.isObject()) {
            return code("error_code", -1002);
        }
        answer.set("result", there);
        return answer;
    }

    private static ObjectNode code(String name, int code) {
        return JsonNodeFactory.instance.objectNode().put(name, code);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
