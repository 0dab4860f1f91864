package io.github.homeexporter.tapo;

import io.github.homeexporter.MeasuredProgram;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What many plugs cost: the program reads simulated plugs of another process every 15 s, and the system says how much CPU time it
 * took. Arguments: plugs, seconds to measure.
 */
public final class PlugsCost {
    private PlugsCost() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        List<SimulatedPlug> plugs = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                plugs.add(new SimulatedPlug(PlugModel.P110, "plug " + i, i));
            }
            Map<String, String> settings = Map.of(
                    "TAPO_DISCOVERY", "false",
                    "TAPO_INTERVAL", "15s",
                    "TAPO_USERNAME", SimulatedPlug.ACCOUNT.username(),
                    "TAPO_PASSWORD", SimulatedPlug.ACCOUNT.password(),
                    "TAPO_PLUG_DEVICES",
                            plugs.stream().map(SimulatedPlug::address).collect(Collectors.joining(",")));
            try (MeasuredProgram program = new MeasuredProgram(Files.createTempDirectory("plugs-cost"), settings)) {
                double millis =
                        program.awaitSeries("current_consumption", count).cpuMillis(seconds);
                System.out.printf(
                        "%d plugs every 15 s for %d s: %.2f %% of one core, %s threads%n",
                        count, seconds, millis / (10.0 * seconds), program.threads());
            }
        } finally {
            for (SimulatedPlug plug : plugs) {
                plug.unplug();
            }
        }
        System.exit(0);
    }
}
