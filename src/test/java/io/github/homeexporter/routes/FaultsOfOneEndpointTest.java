package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.CheckedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --check} tells all that is wrong with an endpoint at once, each fault alone and with its line. */
class FaultsOfOneEndpointTest {
    @TempDir
    Path directory;

    @BeforeEach
    void settings() throws IOException {
        CheckedFolder.prepare(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        luxtronik:192.0.2.7?bogus=1&other=a&interval=1ms | unknown option bogus of luxtronik:; unknown option other of luxtronik:; interval="1ms"
        modbus:127.0.0.1:99999?interval=1ms&bogus=3      | unknown option bogus of modbus:; address: ; interval="1ms"; registers: is not set
        timer:t?bogus=1&period=often&fixedRate=perhaps   | unknown option bogus of timer:; period="often"; fixedRate="perhaps"
        seda:x?size=many&bogus=RAW(a&b)                  | unknown option bogus of seda:; size="many"
        """)
    void an_unknown_option_hides_nothing(String from, String faults) throws Exception {
        write(from, "direct:publish");
        isTold(":4: ", faults);
    }

    @Test
    void an_unknown_option_of_a_step_hides_nothing() throws Exception {
        write("timer:t", "samples:store?interval=often&bogus=1");
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:7: unknown option bogus of samples:",
                        "routes/own.camel.yaml:7: interval");
    }

    @Test
    void an_unknown_option_has_the_line_it_stands_on() throws Exception {
        CheckedFolder.write(directory, "own.camel.yaml", """
            - route:
                id: own
                from:
                  uri: "timer:t"
                  steps:
                    - to:
                        id: last
                        uri: "modbus:127.0.0.1:9"
                        parameters:
                          registers: registers/isg.csv
                          unitId: 999
                          timeout: 1ms
            """);
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:11: unitId=\"999\"",
                        "routes/own.camel.yaml:12: unknown option timeout of modbus:",
                        "2 faults");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        luxtronik:192.0.2.7?interval={{no.such}}&protocol=semaphore | no setting no.such; protocol="semaphore"
        luxtronik:192.0.2.7?protocol=#property:no.such&interval=1ms | no setting no.such; interval="1ms"
        luxtronik:{{no.such}}?interval=1ms&bogus=1                  | no setting no.such; interval="1ms"; unknown option bogus of luxtronik:
        timer:t?period={{no.such}}&delay=often                      | no setting no.such; delay="often"
        modbus:192.0.2.8?registers={{no.such}}&unitId=999           | no setting no.such; unitId="999"
        loxone:192.0.2.5?username={{no.such}}&password=p&bogus=1    | no setting no.such; unknown option bogus of loxone:
        """)
    void a_setting_that_is_not_there_hides_nothing_and_is_blamed_for_nothing_else(String from, String faults)
            throws Exception {
        write(from, "direct:publish");
        isTold(":4: ", faults);
    }

    @Test
    void a_component_that_is_not_there_beside_a_setting_that_is_not_there() throws Exception {
        write("luxtronic:{{no.such}}", "direct:publish");
        isTold("", "no setting no.such; no component luxtronic:");
    }

    @Test
    void a_word_that_is_refused_twice_is_told_once() throws Exception {
        write("timer:t", "log:x?level=LOUD&bogus=1");
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:7: level=\"LOUD\"; allowed: TRACE",
                        "routes/own.camel.yaml:7: unknown option bogus of log:")
                .doesNotContain("is not taken");
    }

    @Test
    void two_brokers_that_are_both_written_wrong_are_still_two() throws Exception {
        String own = CheckedFolder.route("paho-mqtt5:a?brokerUrl=192.0.2.1:1883", "direct:publish");
        CheckedFolder.write(directory, "own.camel.yaml", own);
        CheckedFolder.write(
                directory,
                "other.camel.yaml",
                own.replace("192.0.2.1", "192.0.2.2")
                        .replace("id: own", "id: other")
                        .replace("id: last", "id: end"));
        isTold("", "brokerUrl=\"192.0.2.1:1883\"; brokerUrl=\"192.0.2.2:1883\"");
    }

    private void write(String from, String to) throws IOException {
        CheckedFolder.write(
                directory,
                "own.camel.yaml",
                CheckedFolder.route(from, to)
                        .replace(
                                "        - to:",
                                "        - to: { id: mutate, uri: \"mutate:rules/luxtronik.yaml\" }\n        - to:"));
    }

    /** These and no others. */
    private void isTold(String line, String faults) throws Exception {
        String[] each =
                Arrays.stream(faults.split("; ")).map(fault -> line + fault).toArray(String[]::new);
        assertThat(check()).contains(each).contains("\n" + each.length + " faults");
    }

    private String check() throws Exception {
        return CheckedFolder.check(directory);
    }
}
