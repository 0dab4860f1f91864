package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** --mqtt-clear, from the settings to the broker. */
class MqttClearingTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int clear(Settings settings) throws Exception {
        try (PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return MqttClearing.run(settings, said, said);
        }
    }

    @Test
    void every_setting_of_the_broker_is_an_option_and_one_that_is_none_is_in_nobodys_way() throws Exception {
        Settings settings = SettingsLoader.load(folder, Map.of("MQTT_HOST", "127.0.0.1", "MQTT_PORT", "1"));
        settings.put(new Setting("mqtt.pasword", "x", "application.properties:1", Setting.Source.PROPERTIES));
        assertThat(clear(settings)).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("mqtt: 127.0.0.1:1: ", "connection refused");
    }

    @Test
    void without_a_broker_it_says_so() throws Exception {
        assertThat(clear(SettingsLoader.load(folder, Map.of()))).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("mqtt.host is not set");
    }
}
