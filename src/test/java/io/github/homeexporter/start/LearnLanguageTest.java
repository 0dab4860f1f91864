package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LearnLanguageTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String address) throws Exception {
        Settings settings = new Settings();
        settings.putDefault("lux.address", address);
        settings.putDefault("lux.password", "0");
        return RuleCommands.learn(
                settings,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void a_controllers_menu_becomes_a_block_of_words() throws Exception {
        try (SimulatedLuxtronik controller = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "cs", 0)) {
            assertThat(run(controller.address())).isZero();
            assertThat(controller.commands()).allMatch(command -> command.matches("LOGIN;0|GET;.*|REFRESH"));
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("      temperatures: \"Teploty\"\n", "      error_memory: \"Chybová paměť\"\n")
                .contains("      system_status: \"Status zařízení\"\n", "      heat_quantity: \"Teplo\"\n")
                .contains("[\"Vypnuto\", \"Zapnuto\"]", "{ xx: \"Zpátečka cíl\" } shows \"30.5°C\"")
                .doesNotContain("711");
        assertThat(err.size()).isZero();
    }

    @Test
    void without_an_address_it_says_which_setting_is_missing() throws Exception {
        assertThat(run("")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("lux.address");
    }
}
