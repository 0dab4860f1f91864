package io.github.homeexporter.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.discovery.FoundDevice.Kind;
import io.github.homeexporter.discovery.HomeSearch.PropertyLines;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that can be put at the end of application.properties, whatever stands there. */
class PropertyLinesTest {
    @Test
    void kinds_and_addresses_are_in_order_and_the_second_of_a_kind_is_a_comment() {
        assertThat(lines(Map.of(), isg("192.0.2.40"), pump("192.0.2.10"), pump("192.0.2.9")))
                .containsExactly(
                        "# pump 192.0.2.9",
                        "lux.address=192.0.2.9",
                        "# password is missing",
                        "# pump 192.0.2.10",
                        "# lux.address=192.0.2.10",
                        "# a further one: copy the route (docs/luxtronik.md, several heat pumps)",
                        "# isg",
                        "isg.url=http://192.0.2.40");
    }

    @Test
    void what_is_set_is_not_set_a_second_time() {
        assertThat(lines(Map.of("lux.address", "192.0.2.9"), pump("192.0.2.9")))
                .containsExactly("# pump 192.0.2.9", "# is set already: lux.address");
        assertThat(lines(Map.of("lux.address", "pump.lan"), pump("192.0.2.9")))
                .allMatch(line -> line.startsWith("# "))
                .anyMatch(line -> line.startsWith("# lux.address is set already, to something else"))
                .noneMatch(line -> line.contains("pump.lan"));
    }

    @Test
    void what_is_set_is_known_by_its_name_its_url_in_a_list_and_among_the_settings_of_a_copy() {
        FoundDevice broker = FoundDevice.other("mqtt.host", "broker", "192.0.2.16", "broker", "mqtt.host=192.0.2.16");
        FoundDevice shelly = FoundDevice.other("shelly.address", "Shelly", "192.0.2.50", "Shelly", "--add shelly");
        FoundDevice plug = new FoundDevice(Kind.PLUG, "a", "192.0.2.51", "plug", List.of(), List.of("missing"));
        Map<String, String> set = Map.of(
                "lux.address", "wp.fritz.box:8214",
                "lux-cellar.address", "192.0.2.10:8889",
                "isg-2.url", "http://user:pass@192.0.2.40/",
                "mqtt.host", "192.0.2.16",
                "mqtt.client-id", "192.0.2.161",
                "shelly-kitchen.address", "192.0.2.50",
                "tapo.plug-devices", "plug.lan, 192.0.2.51:9999 192.0.2.52");
        assertThat(lines(set, pump("192.0.2.9"), pump("192.0.2.10"), isg("192.0.2.40"), broker, shelly, plug))
                .filteredOn(line -> line.startsWith("# is set"))
                .containsExactly(
                        "# is set already: lux.address",
                        "# is set already: lux-cellar.address",
                        "# is set already: isg-2.url",
                        "# is set already: tapo.plug-devices",
                        "# is set already: mqtt.host",
                        "# is set already: shelly-kitchen.address");
        assertThat(lines(set, pump("192.0.2.1"), isg("192.0.2.4")))
                .containsSequence("# isg", "isg.url=http://192.0.2.4")
                .anyMatch(line -> line.startsWith("# lux.address is set already, to something else"));
    }

    @Test
    void of_two_finds_of_one_device_the_surer_stays() {
        FoundDevice doubtful =
                new FoundDevice(Kind.LUXTRONIK, "192.0.2.9", "192.0.2.9", "doubtful", List.of(), List.of("why"));
        assertThat(lines(Map.of(), doubtful, pump("192.0.2.9")))
                .contains("lux.address=192.0.2.9")
                .doesNotContain("# why");
    }

    @Test
    void foreign_text_is_a_name_of_at_most_64_characters_that_can_be_seen() {
        assertThat(FoundDevice.named("a\tb\u0000\u001B[31m\u202E\uD800z")).isEqualTo(" \"a b  [31m  z\"");
        assertThat(FoundDevice.named("\n \u200B")).isEmpty();
        assertThat(FoundDevice.plain("é".repeat(70))).hasSize(64);
        assertThat(FoundDevice.plain("😀".repeat(70)).codePointCount(0, 128)).isEqualTo(64);
    }

    private static FoundDevice pump(String address) {
        return new FoundDevice(
                Kind.LUXTRONIK,
                address,
                address,
                "pump " + address,
                List.of("lux.address=" + address),
                List.of("password is missing"));
    }

    private static FoundDevice isg(String address) {
        return new FoundDevice(Kind.ISG, address, address, "isg", List.of("isg.url=http://" + address), List.of());
    }

    private static List<String> lines(Map<String, String> set, FoundDevice... found) {
        SetAlready already = LoopbackHome.already(set, name -> {
            if (!name.equals("wp.fritz.box")) {
                throw new UnknownHostException(name);
            }
            return InetAddress.getAllByName("192.0.2.9");
        });
        await().until(() ->
                already.naming("lux.address", "192.0.2.9").isPresent() || !set.containsValue("wp.fritz.box:8214"));
        return PropertyLines.of(List.of(found), already);
    }
}
