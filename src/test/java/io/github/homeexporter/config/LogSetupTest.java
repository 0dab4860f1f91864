package io.github.homeexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogSetupTest {
    @TempDir
    Path directory;

    @AfterEach
    void backToTheTestsOwn() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogSetupTest.class.getResource("/logback-test.xml"));
    }

    @Test
    void json_is_one_object_a_line() throws Exception {
        String line = logged(Map.of("LOG_FORMAT", "json"));
        assertThat(line.lines()).hasSize(1);
        JsonObject object = (JsonObject) Jsoner.deserialize(line.strip());
        assertThat(object.getString("level")).isEqualTo("WARN");
        assertThat(object.getString("formattedMessage")).isEqualTo("pump \"one\": down");
    }

    @Test
    void text_is_time_level_class_and_sentence() throws Exception {
        assertThat(logged(Map.of())).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  LogSetupTest: pump \"one\": down\\R");
    }

    @Test
    void levels_are_settings_and_a_device_has_its_own() {
        LogSetup.apply(
                SettingsLoader.load(directory, Map.of("LOXONE_LOG_LEVEL", "warning", "LUX_VERBOSE", "true")), true);
        assertThat(level("ROOT")).isEqualTo(Level.WARN);
        assertThat(level("io.github.homeexporter.luxtronik")).isEqualTo(Level.DEBUG);
        assertThat(level("io.github.homeexporter.host")).isNull();
    }

    private static Level level(String logger) {
        return ((Logger) LoggerFactory.getLogger(logger)).getLevel();
    }

    private String logged(Map<String, String> environment) throws Exception {
        PrintStream err = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            LogSetup.apply(SettingsLoader.load(directory, environment), true);
            LoggerFactory.getLogger(LogSetupTest.class).warn("{}: down", "pump \"one\"");
        } finally {
            System.setErr(err);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }
}
