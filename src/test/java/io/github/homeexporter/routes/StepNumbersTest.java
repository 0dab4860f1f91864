package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.CheckedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that count or wait by what a route says: {@code --check} names words. */
class StepNumbersTest {
    @TempDir
    Path directory;

    @BeforeEach
    void settings() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delay: { constant: often }                               | routes/own.camel.yaml:6: delay="often"; allowed: milliseconds, as 30000
            delay: { expression: { simple: often } }                 | routes/own.camel.yaml:6: delay="often"
            delay: { constant: "{{t.wait}}" }                        | application.properties:2: t.wait="often"; allowed: milliseconds
            delay: { constant: 30s }                                 | delay="30s"; allowed: milliseconds, as 30000
            throttle: { constant: often }                            | throttle="often"; allowed: a whole number from 1
            throttle: { constant: 0 }                                | throttle="0"; allowed: a whole number from 1
            throttle: { constant: 1, timePeriodMillis: often }       | routes/own.camel.yaml
            loop: { constant: often, steps: [ { log: x } ] }         | loop="often"; allowed: a whole number
            loop: { constant: "1.5", steps: [ { log: x } ] }         | loop="1.5"
            sample: { samplePeriod: often }                          | routes/own.camel.yaml
            threads: { poolSize: often }                             | routes/own.camel.yaml
            """)
    void words_where_a_step_wants_a_number(String step, String said) throws Exception {
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\n" + (step.contains("t.wait") ? "t.wait=often\n" : ""));
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish").replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains(said).contains("1 fault");
    }

    /** Each told once, with its line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wireTap: { uri: "modbus:127.0.0.1:9?registers=registers/isg.csv&unitId=300" }   | routes/own.camel.yaml:6: unitId="300"; allowed
            wireTap: { uri: "modbus:127.0.0.1:9?registers=registers/isg.csv&unitId={{t.wait}}" } | application.properties:2: t.wait="often"; allowed
            toD: "sgready:hold?maxHold=99d"                                                 | routes/own.camel.yaml:6: maxHold="99d"; allowed
            doTry: { steps: [ { log: x } ], doCatch: [ { exception: [ java.lang.Exception ], steps: [ { to: "otlp:metrics?endpoint=collector:4317&timeout=9h" } ] } ] } | routes/own.camel.yaml:6: timeout="9h"; allowed
            doTry: { steps: [ { log: x } ], doFinally: { steps: [ { to: "sgready:hold?maxHold=99d" } ] } } | routes/own.camel.yaml:6: maxHold="99d"; allowed
            """)
    void endpoints_of_steps_within_steps_and_of_taps(String step, String said) throws Exception {
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\n" + (step.contains("t.wait") ? "t.wait=often\n" : ""));
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish").replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains(said).contains("1 fault");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay: { constant: 500 }",
                "delay: { simple: \"${header.wait}\" }",
                "throttle: { constant: \"{{t.most:3}}\" }",
                "loop: { constant: 3, steps: [ { log: x } ] }",
                "loop: { doWhile: true, simple: \"${body} == 1\", steps: [ { log: x } ] }"
            })
    void numbers_of_a_step_are_taken(String step) throws Exception {
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish").replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains("ok: ");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve("routes").resolve(name), text);
    }

    private String check() throws Exception {
        return CheckedFolder.check(directory);
    }
}
