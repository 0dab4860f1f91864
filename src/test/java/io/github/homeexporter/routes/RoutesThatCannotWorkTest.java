package io.github.homeexporter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.start.CheckedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --check} names each route that Camel would start and that still could not do what its owner wants. */
class RoutesThatCannotWorkTest {
    private static final String PUMP = """
        - route:
            id: pump
            nodePrefixId: pump-
            from:
              uri: "luxtronik:192.0.2.7"
              steps:
                - to: { id: mutate, uri: "mutate:rules/luxtronik.yaml" }
                - to: { id: publish, uri: "direct:publish" }
        """;

    @TempDir
    Path directory;

    @BeforeEach
    void settings() throws IOException {
        CheckedFolder.prepare(directory);
    }

    @Test
    void a_direct_target_that_no_route_begins_with() throws Exception {
        write("pump.camel.yaml", PUMP.replace("direct:publish", "direct:publsh"));
        assertThat(check())
                .contains(
                        "routes/pump.camel.yaml near line",
                        "sends to direct:publsh, and no route has that in its from:");
    }

    @Test
    void a_step_or_a_class_that_is_not_there() throws Exception {
        write("meter.camel.yaml", """
            - onException:
                exception: ["no.such.Fault"]
                handled: { constant: "true" }
            """ + PUMP);
        assertThat(check()).contains("routes/meter.camel.yaml", "no class no.such.Fault; is it spelt right");
        write("meter.camel.yaml", """
            - route:
                id: meter
                from:
                  uri: "timer:meter"
                  steps:
                    - unmarshal: { custom: { ref: obiss } }
                    - to: { id: publish, uri: "direct:publish" }
            """);
        assertThat(check()).contains("routes/meter.camel.yaml", "obiss");
    }

    @Test
    void a_route_that_is_off_and_would_lead_nowhere() throws Exception {
        String off = PUMP.replace("    from:", "    precondition: \"'{{lux.address:}}' != ''\"\n    from:");
        write("pump.camel.yaml", off.replace("direct:publish", "direct:publsh"));
        assertThat(check()).contains("route pump sends to direct:publsh, and no route has that in its from:");
        write("pump.camel.yaml", off.replaceFirst(".*mutate:.*\n", ""));
        assertThat(check()).contains("route pump publishes texts; put a step mutate:");
    }

    @Test
    void what_leads_to_a_route_that_is_off() throws Exception {
        write("tail.camel.yaml", """
            - route:
                id: tail
                precondition: "'{{lux.address:}}' != ''"
                from:
                  uri: "direct:tail"
                  steps:
                    - to: { id: publish, uri: "direct:publish" }
            """);
        write("pump.camel.yaml", PUMP.replace("direct:publish", "direct:tail"));
        assertThat(check()).contains("route pump sends to direct:tail, and no route has that in its from:");
    }

    @Test
    void a_setting_that_is_wrong_for_a_device_that_is_off() throws Exception {
        Files.delete(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\nloxone.exclude-names=[z-a]\nlux.interval=soon\n");
        assertThat(check())
                .contains(
                        "application.properties:2: loxone.exclude-names",
                        "application.properties:3: lux.interval",
                        "2 faults");
    }

    @Test
    void settings_of_a_device_whose_route_file_is_not_in_the_folder() throws Exception {
        CheckedFolder.settings(directory, "tapo.interval=often\nlux.zone=Nowhere\nhttp.history-interval=1m\n");
        write("pump.camel.yaml", PUMP);
        assertThat(check())
                .contains(
                        "application.properties:2: tapo.interval has no effect: no file in routes/ reads it",
                        "application.properties:3: lux.zone has no effect: no file in routes/ reads it")
                .doesNotContain("host.enabled has no effect", "history-interval");
    }

    @Test
    void a_switch_that_switches_nothing_without_another_setting() throws Exception {
        Files.delete(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("application.properties"),
                "host.enabled=false\nisg.sgready.mqtt=true\nisg.mode=web\n");
        assertThat(check())
                .contains(
                        "application.properties:2: isg.sgready.mqtt has no effect: isg.sgready.enabled is false",
                        "1 fault");
    }

    @Test
    void a_switch_that_one_route_runs_by_is_not_in_vain_because_another_needs_more() throws Exception {
        Files.delete(directory.resolve("routes"));
        Files.writeString(directory.resolve("application.properties"), """
            host.enabled=false
            isg.mode=modbus
            isg.modbus-host=127.0.0.1:9
            isg.sgready.enabled=true
            isg.sgready.token=an-invented-token-of-32-characters
            """);
        assertThat(check()).startsWith("ok: ").contains("isg-sgready-mqtt: isg.sgready.mqtt is false");
    }

    @Test
    void texts_that_no_rules_make_numbers_of() throws Exception {
        write("pump.camel.yaml", PUMP.replaceFirst(".*mutate:.*\n", ""));
        assertThat(check()).contains("route pump publishes texts; put a step mutate:");
    }

    @Test
    void values_that_nothing_takes() throws Exception {
        write("pump.camel.yaml", PUMP.replaceFirst(".*direct:publish.*\n", ""));
        assertThat(check()).contains("nothing takes the values of route pump");
    }

    @Test
    void the_address_of_another_route_named_with_both_files() throws Exception {
        write("pump.camel.yaml", PUMP);
        write("cellar.camel.yaml", PUMP.replace("pump", "cellar"));
        assertThat(check())
                .contains(
                        "routes/pump.camel.yaml", "luxtronik:192.0.2.7", "of route cellar in routes/cellar.camel.yaml");
    }

    @Test
    void the_id_of_a_shipped_name_blames_the_copy() throws Exception {
        write("luxtronik.camel.yaml", PUMP);
        write("cellar.camel.yaml", PUMP.replace("192.0.2.7", "192.0.2.8"));
        assertThat(check())
                .contains("routes/cellar.camel.yaml: route id pump stands twice; it is that of"
                        + " routes/luxtronik.camel.yaml")
                .doesNotContain("routes/luxtronik.camel.yaml: route id");
    }

    @Test
    void a_file_that_is_not_read_for_its_name_and_a_folder_in_place_of_one() throws Exception {
        write("pump.yml", PUMP);
        Files.createDirectories(directory.resolve("routes/shed.camel.yaml"));
        assertThat(check())
                .contains("routes/pump.yml: is not read for its name", "routes/shed.camel.yaml: is a folder");
    }

    @Test
    void all_missing_settings_at_once() throws Exception {
        write("pump.camel.yaml", PUMP.replace("192.0.2.7", "{{pool.address}}?interval={{pool.every}}"));
        assertThat(check()).contains("no settings pool.address, pool.every; set them in application.properties");
    }

    @Test
    void a_route_that_is_off_needs_no_setting() throws Exception {
        write(
                "pump.camel.yaml",
                PUMP.replace("192.0.2.7", "{{pool.address}}")
                        .replace("    from:", "    precondition: \"'{{pool.address:}}' != ''\"\n    from:"));
        assertThat(check()).contains("ok: ");
    }

    @Test
    void a_backup_beside_it_is_nobodys_business() throws Exception {
        write("pump.camel.yaml", PUMP);
        write("pump.bak", PUMP);
        write("README.md", "mine");
        assertThat(check()).contains("ok: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        timer:t?period=often                        | routes/own.camel.yaml:4: period="often"; allowed: a duration as 30s, or a whole number
        timer:t?period=30s&repeatCount=often        | repeatCount="often"; allowed: a duration as 30s, or a whole number
        file:/nowhere?delay=often                   | delay="often"
        seda:x?size=many                            | size="many"; allowed: a whole number
        platform-http:/metrics                      | is that of route http-metrics in routes/http.camel.yaml as well
        file:/nowhere?readLock=foo                  | routes/own.camel.yaml:4: readLock="foo"; allowed: none, markerFile
        netty:tcp://0.0.0.0:99999                   | routes/own.camel.yaml:4: port="99999"; allowed: a port from 1 to 65535
        netty:tcp://0.0.0.0:{{a.port}}              | application.properties:2: a.port="70000"; allowed: a port from 1 to 65535
        paho-mqtt5:a/#?brokerUrl=192.0.2.1:1883     | routes/own.camel.yaml:4: brokerUrl="192.0.2.1:1883"; allowed: a URL that begins with its scheme
        paho-mqtt5:a?brokerUrl=tcp://u:p@b:99999    | brokerUrl="tcp://xxxxxx@b:99999"; allowed: a port from 1
        platform-http:/mine?httpMethodRestrict=GTE  | httpMethodRestrict="GTE"; allowed: GET, HEAD
        http://192.0.2.1/                           | routes/own.camel.yaml: Cannot consume from http endpoint
        """)
    void what_camel_takes_without_a_word_or_blames_on_another(String from, String said) throws Exception {
        if (from.contains("a.port")) {
            CheckedFolder.settings(directory, "a.port=70000\n");
        }
        write("own.camel.yaml", CheckedFolder.route(from, "direct:publish"));
        assertThat(check()).contains(said).doesNotContain("no route has that in its from:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timer:t?period=1h30m",
                "timer:t?period=500",
                "timer:t?delay=-1&period=PT30S",
                "timer:t?period={{t.every:2s}}",
                "platform-http:/mine",
                "platform-http:/mine?httpMethodRestrict=get,POST",
                "netty:tcp://0.0.0.0:65535",
                "paho-mqtt5:aa:bb:cc/99999?brokerUrl=ssl://[2001:db8::1]:8883"
            })
    void numbers_and_durations_as_camel_knows_them_are_taken(String from) throws Exception {
        write("own.camel.yaml", CheckedFolder.route(from, "direct:publish"));
        assertThat(check()).contains("ok: ");
    }

    @Test
    void a_tap_that_leads_nowhere() throws Exception {
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish")
                        .replace("- to:", "- wireTap: { uri: \"direct:nowhere\" }\n        - to:"));
        assertThat(check()).contains("route own sends to direct:nowhere, and no route has that in its from:");
    }

    @Test
    void a_key_that_stands_twice_and_a_route_without_a_source() throws Exception {
        write(
                "own.camel.yaml",
                CheckedFolder.route("timer:t", "direct:publish")
                        .replace("    id: own\n", "    id: own\n    id: other\n"));
        write("half.camel.yaml", "- route:\n    id: half\n");
        assertThat(check())
                .contains(
                        "routes/own.camel.yaml:3: id stands here twice, on line 2 already; only one can count",
                        "routes/half.camel.yaml: route half has no from:, where its values would come from");
    }

    @Test
    void routes_without_an_id_are_named_by_their_files() throws Exception {
        write(
                "first.camel.yaml",
                CheckedFolder.route("timer:a", "direct:publish").replace("    id: own\n", "    description: x\n"));
        write(
                "last.camel.yaml",
                CheckedFolder.route("timer:b", "direct:publish")
                        .replace("    id: own\n", "    description: x\n")
                        .replace("id: last", "id: end"));
        assertThat(check())
                .contains("ok: ", "without id in routes/first.camel.yaml", "without id in routes/last.camel.yaml")
                .doesNotContain("null");
    }

    @Test
    void what_own_files_switch_off_is_said_and_no_fault() throws Exception {
        write("pump.camel.yaml", PUMP);
        Files.writeString(directory.resolve("application.properties"), "host.enabled=false\ntapo.username=me\n");
        assertThat(check()).contains("switched on by settings and not running: tapo;", "ok: ");
    }

    private void write(String name, String text) throws IOException {
        CheckedFolder.write(directory, name, text);
    }

    private String check() throws Exception {
        return CheckedFolder.check(directory);
    }
}
