package io.github.homeexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.settings.Settings;
import io.github.homeexporter.start.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("it sets up the log of the process")
class LogSetupTest {
    @TempDir
    Path directory;

    @AfterEach
    void backToTheTestsOwn() throws Exception {
        LogLines.asTestsHaveIt();
    }

    @Test
    void json_is_one_object_a_line_with_the_keys_of_metrics_exporters() throws Exception {
        JsonObject object = json(Map.of("LOG_FORMAT", "json"), log -> log.warn("{}: down", "pump \"one\""));
        assertThat(object.keySet()).containsExactlyInAnyOrder("event", "logger", "level", "timestamp");
        assertThat(object.getString("level")).isEqualTo("warn");
        assertThat(object.getString("event")).isEqualTo("pump \"one\": down");
        assertThat(object.getString("logger")).isEqualTo(LogSetupTest.class.getName());
        assertThat(object.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
    }

    @Test
    void what_an_event_brings_stands_beside_it() throws Exception {
        JsonObject object = json(Map.of("ENVIRONMENT", "production"), log -> log.atWarn()
                .addKeyValue("event_type", "security_violation")
                .addKeyValue("status_code", 403)
                .addKeyValue("level", "forged")
                .log("refused"));
        assertThat(object.getString("event_type")).isEqualTo("security_violation");
        assertThat(object.getInteger("status_code")).isEqualTo(403);
        assertThat(object.getString("level")).isEqualTo("warn");
    }

    @Test
    void an_exception_is_an_error_with_its_kind() throws Exception {
        JsonObject object =
                json(Map.of("LOG_FORMAT", "json"), log -> log.error("failed", new IllegalStateException("why")));
        assertThat(object.getString("event_type")).isEqualTo("error");
        assertThat(object.getString("error")).isEqualTo("why");
        assertThat(object.getString("error_type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(object.getString("exception")).contains("LogSetupTest");
    }

    @Test
    void secrets_do_not_reach_the_log_in_either_form() throws Exception {
        for (String format : new String[] {"json", "text"}) {
            Map<String, String> environment =
                    Map.of("LOG_FORMAT", format, "HTTP_TOKEN", "very-s3cret", "LUX_PASSWORD", "0");
            String line = logged(
                    environment, log -> log.warn("sent {} to 10.0.0.1", "very-s3cret", new IOException("very-s3cret")));
            assertThat(line).contains("xxxxxx", "10.0.0.1").doesNotContain("very-s3cret");
        }
    }

    @Test
    void what_a_device_calls_itself_is_no_second_line_and_no_colour_in_either_form() throws Exception {
        String name = "P110\r\n23:00:00.000 INFO  Forged: line\u0085a\u2028b\u001B[31mc";
        for (String format : new String[] {"json", "text"}) {
            String line = logged(Map.of("LOG_FORMAT", format), log -> log.warn("found {}", name));
            assertThat(line.strip()).contains("Forged: line").doesNotContainPattern("[\\r\\n\u001B]");
        }
        assertThat(logged(Map.of(), log -> log.warn("found {}", name)))
                .contains("WARN  LogSetupTest: found P110 23:00:00.000 INFO  Forged: line a b [31mc\n");
    }

    @Test
    void what_logs_by_java_util_logging_comes_out_the_same_way() throws Exception {
        JsonObject object = json(Map.of("LOG_FORMAT", "json"), log -> java.util.logging.Logger.getLogger("a.library")
                .warning("from java.util.logging"));
        assertThat(object.getString("logger")).isEqualTo("a.library");
        assertThat(object.getString("event")).isEqualTo("from java.util.logging");
    }

    @Test
    void the_log_goes_into_a_file_as_well() throws Exception {
        Path file = directory.resolve("logs/app.log");
        logged(Map.of("LOG_FILE", file.toString()), log -> log.warn("kept"));
        assertThat(Files.readString(file)).contains("WARN  LogSetupTest: kept");
    }

    @Test
    void a_file_that_cannot_be_written_is_a_finding_and_not_the_end() throws Exception {
        Settings settings = SettingsLoader.load(directory, Map.of("LOG_FILE", directory.toString()));
        LogSetup.apply(settings, true);
        assertThat(settings.findings()).anyMatch(f -> f.toString().contains("log.file"));
    }

    @Test
    void text_is_time_level_class_and_sentence() throws Exception {
        assertThat(logged(Map.of(), log -> log.warn("{}: down", "pump \"one\"")))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  LogSetupTest: pump \"one\": down\\R");
    }

    @Test
    void a_class_within_another_speaks_under_its_own_name() {
        assertThat(logged(Map.of(), log -> LoggerFactory.getLogger(Within.class).warn("said")))
                .contains(" WARN  Within: said");
    }

    private static final class Within {}

    @Test
    void a_cookie_of_a_device_is_not_logged_whatever_the_client_thinks_of_it() {
        LogSetup.apply(SettingsLoader.load(directory, Map.of()), true);
        assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http.protocol.ResponseProcessCookies")
                        .isWarnEnabled())
                .isFalse();
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

    private JsonObject json(Map<String, String> environment, Consumer<org.slf4j.Logger> event) throws Exception {
        String line = logged(environment, event);
        assertThat(line.lines()).hasSize(1);
        return (JsonObject) Jsoner.deserialize(line.strip());
    }

    private String logged(Map<String, String> environment, Consumer<org.slf4j.Logger> event) {
        PrintStream err = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            LogSetup.apply(SettingsLoader.load(directory, environment), true);
            event.accept(LoggerFactory.getLogger(LogSetupTest.class));
        } finally {
            System.setErr(err);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }
}
