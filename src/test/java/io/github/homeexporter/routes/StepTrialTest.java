package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.CheckedFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step is told and does not take, {@code --check} names: words where it counts or waits, expressions, levels of a log. */
class StepTrialTest {
    @TempDir
    Path directory;

    @BeforeEach
    void settings() throws IOException {
        CheckedFolder.prepare(directory);
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
        CheckedFolder.settings(directory, step.contains("t.wait") ? "t.wait=often\n" : "");
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
        CheckedFolder.settings(directory, step.contains("t.wait") ? "t.wait=often\n" : "");
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish").replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains(said).contains("1 fault");
    }

    @Test
    void what_a_step_of_a_route_that_is_off_does_not_take() throws Exception {
        CheckedFolder.settings(directory, "t.level=loud\nt.what=.a |\n");
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish")
                        .replace("    from:", "    precondition: \"'{{t.on:}}' != ''\"\n    from:")
                        .replace(
                                "- to:",
                                "- log: { message: x, loggingLevel: \"{{t.level}}\" }\n"
                                        + "        - setBody: { jq: \"{{t.what}}\" }\n        - to:"));
        assertThat(check())
                .contains(
                        "application.properties:2: t.level=\"loud\"; allowed: trace",
                        "application.properties:3: t.what: the jq of step setBody");
    }

    @Test
    void a_secret_in_the_place_of_a_number_is_not_shown() throws Exception {
        CheckedFolder.settings(directory, "own.password=geheim12\n");
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish")
                        .replace("- to:", "- delay: { constant: \"{{own.password}}\" }\n        - to:"));
        assertThat(check())
                .contains("application.properties:2: own.password; allowed: milliseconds")
                .doesNotContain("geheim");
    }

    @Test
    void a_queue_that_a_step_takes_from() throws Exception {
        write("own.camel.yaml", CheckedFolder.route("timer:t", "seda:zz"));
        write(
                "two.camel.yaml",
                CheckedFolder.route("timer:b", "direct:publish")
                        .replace("id: own", "id: two")
                        .replace("id: last", "id: end")
                        .replace("- to:", "- pollEnrich: { constant: \"seda:zz\", timeout: 100 }\n        - to:"));
        assertThat(check()).contains("ok: ");
    }

    @Test
    void a_route_of_a_template_and_blanks_in_a_placeholder() throws Exception {
        write("own.camel.yaml", "- templatedRoute: { routeTemplateRef: nosuch, routeId: own }\n");
        write(
                "two.camel.yaml",
                CheckedFolder.route("timer:b", "direct:publish")
                        .replace("- to:", "- log: { message: \"{{ lux.address }}\" }\n        - to:"));
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:1: templatedRoute makes no route",
                        "routes/two.camel.yaml: {{…}} names no setting");
    }

    /** Camel gives it to the routes of every other file, so that a wrong one ended them all. */
    @Test
    void an_error_handler_for_all_routes_of_the_program() throws Exception {
        write(
                "own.camel.yaml",
                "- errorHandler: { defaultErrorHandler: { level: LOUD } }\n"
                        + CheckedFolder.route("timer:t", "direct:publish"));
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:1: errorHandler counts here for all routes of the program", "\n1 fault");
    }

    @Test
    void a_tap_of_a_route_that_is_off() throws Exception {
        CheckedFolder.settings(directory, "t.wait=often\n");
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish")
                        .replace("    from:", "    precondition: \"'{{t.on:}}' != ''\"\n    from:")
                        .replace(
                                "- to:",
                                "- wireTap: { uri:"
                                        + " \"modbus:127.0.0.1:9?registers=registers/isg.csv&unitId={{t.wait}}\" }\n"
                                        + "        - to:"));
        assertThat(check()).contains("application.properties:2: t.wait=\"often\"; allowed: a whole number");
    }

    @Test
    void ids_of_steps_in_a_catch_that_stand_twice() throws Exception {
        String route = CheckedFolder.route("timer:a", "direct:publish")
                .replace(
                        "- to:",
                        "- doTry: { steps: [ { log: x } ], doCatch: [ { exception: [ java.lang.Exception ],"
                                + " steps: [ { log: { id: said, message: x } } ] } ] }\n        - to:");
        write("own.camel.yaml", route);
        write(
                "two.camel.yaml",
                route.replace("id: own", "id: two")
                        .replace("id: last", "id: end")
                        .replace("timer:a", "timer:b"));
        assertThat(check())
                .contains("routes/two.camel.yaml: step id said stands twice; it is used in routes/own.camel.yaml");
    }

    /** With its line, and beside any other fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        setBody: { jq: ".a[" }                                        | routes/own.camel.yaml:6: the jq of step setBody: ; period="often"
        filter: { simple: "${body} ==", steps: [ { log: x } ] }       | routes/own.camel.yaml:6: the simple of step filter: ; period="often"
        choice: { when: [ { simple: "${nonsense}", steps: [ { log: x } ] } ] } | routes/own.camel.yaml:6: the simple of step when: ; period="often"
        log: { message: x, loggingLevel: LOUD }                       | routes/own.camel.yaml:6: loggingLevel="LOUD"; allowed: trace, debug ; period="often"
        log: { message: x, loggingLevel: "{{t.wait}}" }               | application.properties:2: t.wait=".a |"; allowed: trace, debug ; period="often"
        recipientList: { constant: "modbus:127.0.0.1:9?registers=registers/isg.csv&unitId=300" } | unitId="300"; allowed: ; period="often"
        setBody: { simple: "{{no.such}}" }                            | no setting no.such; set it ; period="often"
        recipientList: { constant: "direct:nowhere" }                 | sends to direct:nowhere, and no route has that in its from: ; period="often"
        """)
    void what_a_language_or_a_log_does_not_take(String step, String said) throws Exception {
        CheckedFolder.settings(directory, step.contains("t.wait") ? "t.wait=.a |\n" : "");
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t?period=often", "direct:publish")
                        .replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains(said.split(" ; ")).contains("\n2 faults");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay: { constant: 500 }",
                "delay: { simple: \"${header.wait}\" }",
                "throttle: { constant: \"{{t.most:3}}\" }",
                "loop: { constant: 3, steps: [ { log: x } ] }",
                "filter: { simple: \"${body} == {{t.most:3}}\", steps: [ { log: { message: x, loggingLevel: warn } } ]"
                        + " }",
                "setHeader: { name: a, constant: 1 }",
                "pollEnrich: { constant: \"timer:x\", timeout: 1 }",
                "toD: { uri: \"nosuch:a\", ignoreInvalidEndpoint: true }",
                "recipientList: { constant: \"nosuch:a,log:b\", ignoreInvalidEndpoints: true }",
                "setBody: { simple: \"${body.toString()}\" }",
                "bean: { beanType: java.util.UUID, method: randomUUID }",
                "recipientList: { simple: \"direct:${body}\" }",
                "loop: { doWhile: true, simple: \"${body} == 1\", steps: [ { log: x } ] }"
            })
    void numbers_of_a_step_are_taken(String step) throws Exception {
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish").replace("- to:", "- " + step + "\n        - to:"));
        assertThat(check()).contains("ok: ");
    }

    private void write(String name, String text) throws IOException {
        CheckedFolder.write(directory, name, text);
    }

    private String check() throws Exception {
        return CheckedFolder.check(directory);
    }
}
