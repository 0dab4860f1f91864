package io.github.homeexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.homeexporter.CommandBlocks;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.homeassistant.Mosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/deb/check}: the Debian package with its own Java, installed and set up by the commands of docs/from-nothing.md,
 * with simulated devices where that has an address that is an example; then run, upgraded, removed and purged.
 */
class DebIT {
    private static final int CANNOT = 77;
    private static final Pattern VALUE = Pattern.compile("(?m)^home-exporter/\\S+ .*\\d");

    @TempDir
    Path folder;

    @Test
    void four_commands_bring_values_to_home_assistant_and_an_upgrade_keeps_the_settings_and_a_purge_leaves_nothing()
            throws Exception {
        List<String> commands = CommandBlocks.of(Path.of("docs/from-nothing.md"));
        assertThat(commands).hasSize(4);
        Path log = folder.resolve("deb-check.log");
        Path heard = folder.resolve("heard");
        try (Mosquitto broker = new Mosquitto(folder).start();
                SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
                SimulatedPlug washing = new SimulatedPlug(PlugModel.P110, "Washing machine", 1);
                SimulatedPlug fridge = new SimulatedPlug(PlugModel.P115, "Refrigerator", 2);
                SimulatedPlug desk = new SimulatedPlug(PlugModel.HS110, "Desk", 3)) {
            String plugs =
                    Stream.of(washing, fridge, desk).map(SimulatedPlug::address).collect(Collectors.joining(","));
            Path script = Files.writeString(
                    folder.resolve("commands"),
                    String.join("\n", commands)
                            .replace("192.0.2.7", pump.address())
                            .replace("192.0.2.11,192.0.2.12,192.0.2.13", plugs)
                            .replace(
                                    "tapo.username=you@example.com",
                                    "tapo.username=" + SimulatedPlug.ACCOUNT.username())
                            .replace("tapo.password=secret", "tapo.password=" + SimulatedPlug.ACCOUNT.password())
                            .replace("mqtt.host=192.0.2.2", "mqtt.host=127.0.0.1 mqtt.port=" + broker.port));
            Process listening = new ProcessBuilder(
                            ("mosquitto_sub -h 127.0.0.1 -v -t homeassistant/device/+/config -t home-exporter/# -p "
                                            + broker.port)
                                    .split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(heard.toFile())
                    .start();
            Process check = new ProcessBuilder(
                            "deploy/deb/check", "target/home-exporter-distribution.zip", script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                await().atMost(Duration.ofMinutes(10)).until(() -> !check.isAlive() || all(Files.readString(heard)));
                Files.createFile(folder.resolve("commands.seen"));
                assertThat(check.waitFor(5, TimeUnit.MINUTES)).isTrue();
            } finally {
                // it takes what it mounted away itself
                check.destroy();
                listening.destroy();
            }
            String said = Files.readString(log);
            assumeTrue(check.exitValue() != CANNOT, said);
            assertThat(check.exitValue()).as(said).isZero();
            assertThat(said).contains("luxtronik_temperaturen{attr=", "alias=\"Desk\"");
        }
        assertThat(all(Files.readString(heard))).as(Files.readString(heard)).isTrue();
    }

    /** What Home Assistant is told of, and a value of it. */
    private static boolean all(String heard) {
        return Stream.of("homeassistant/device/", "\"Washing machine\"", "\"Refrigerator\"", "\"Desk\"", "luxtronik")
                        .allMatch(heard::contains)
                && VALUE.matcher(heard).find();
    }
}
