package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.homeexporter.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Home Assistant, as its makers publish it, built in a directory that {@code -Dhomeassistant=DIR} names. The commands that
 * start, ask and stop it are those it was built by: {@code -Dhomeassistant.commands}, else {@code ../shared/homeassistant-rig}.
 */
final class HomeAssistantRig implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path commands;
    private final String directory;
    private final String port = String.valueOf(FreePort.next());
    private final String broker;
    private final Path output;

    private HomeAssistantRig(Path commands, String directory, int broker, Path folder) {
        this.commands = commands;
        this.directory = directory;
        this.broker = String.valueOf(broker);
        this.output = folder.resolve("home-assistant.out");
    }

    /** What Home Assistant has of one entity. */
    record TakenEntity(String entityId, String name, String state, String unit, String stateClass, boolean disabled) {}

    /** Started afresh, with the broker at that port; skips the test where there is none. */
    static HomeAssistantRig start(int broker, Path folder) throws Exception {
        String built = System.getProperty("homeassistant", "");
        Path commands = Path.of(System.getProperty("homeassistant.commands", "../shared/homeassistant-rig"));
        Assumptions.assumeTrue(
                !built.isEmpty() && Files.isExecutable(commands.resolve("start")),
                "no Home Assistant: -Dhomeassistant=DIR names one that " + commands + "/make DIR has built");
        HomeAssistantRig rig = new HomeAssistantRig(commands, built, broker, folder);
        rig.run("start", built, rig.port, rig.broker);
        return rig;
    }

    void restart() throws Exception {
        run("stop", directory);
        run("start", directory, port, broker, "--keep");
    }

    /** By unique id. */
    Map<String, TakenEntity> entities() throws Exception {
        Map<String, TakenEntity> all = new TreeMap<>();
        for (JsonNode each : JSON.readTree(run("ask", directory, "entities"))) {
            String id = each.get("unique_id").asText();
            assertThat(all).as("no id twice").doesNotContainKey(id);
            all.put(
                    id,
                    new TakenEntity(
                            each.get("entity_id").asText(),
                            each.get("name").asText(),
                            each.get("state").asText(),
                            each.get("unit").asText(),
                            each.get("state_class").asText(),
                            each.get("disabled").asBoolean()));
        }
        return all;
    }

    /** Names of the devices that came by MQTT. */
    List<String> devices() throws Exception {
        List<String> names = new ArrayList<>();
        JSON.readTree(run("ask", directory, "devices"))
                .forEach(each -> names.add(each.get("name").asText()));
        return names;
    }

    /** What Home Assistant complained of, in matters of MQTT and of sensors; not that an ended broker is away or this machine slow. */
    String complaints() throws Exception {
        return run(
                        "ask",
                        directory,
                        "log",
                        "^(?!.*(connection was lost|connect to MQTT|took [0-9.]+ seconds|No ACK from MQTT server)).*\"level\": \"(WARNING|ERROR)\".*(mqtt|sensor)")
                .strip();
    }

    /** The last sum of a statistic; NaN before the first, which comes with the next full five minutes. */
    double sum(String entityId) throws Exception {
        for (JsonNode each : JSON.readTree(run("ask", directory, "statistics", "\"" + entityId + "\""))) {
            JsonNode rows = each.get("rows");
            if (!rows.isEmpty()) {
                return rows.get(rows.size() - 1).path("sum").asDouble(Double.NaN);
            }
        }
        return Double.NaN;
    }

    private String run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("bash", commands.resolve(command).toString()));
        if (command.equals("ask")) {
            line.set(0, "python3");
        }
        line.addAll(List.of(arguments));
        Path errors = output.resolveSibling("home-assistant.err");
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(line + " does not end");
        }
        assertThat(process.exitValue())
                .as(line + ": " + Files.readString(errors))
                .isZero();
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        try {
            run("stop", directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
