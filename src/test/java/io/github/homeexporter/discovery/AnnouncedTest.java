package io.github.homeexporter.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.discovery.HomeSearch.PropertyLines;
import io.github.homeexporter.discovery.question.ServiceQuestion.Service;
import io.github.homeexporter.formats.Csv;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an announced service is taken for. */
class AnnouncedTest {
    @Test
    void what_is_said_to_be_added_is_in_the_library() throws Exception {
        try (InputStream csv = getClass().getResourceAsStream("/library/devices.csv")) {
            List<String> library = Csv.lines(new String(csv.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(line -> line.fields().get(0))
                    .toList();
            assertThat(library).containsAll(Announced.added()).contains("sma-inverter", "sma-hybrid", "sunspec");
        }
    }

    @Test
    void a_shelly_that_announces_itself_twice_is_one_and_its_generation_is_told_by_what_it_says() {
        Service second = new Service("_http._tcp", "shellyplug-a", "192.0.2.9", 80, Set.of("gen"));
        Service first = new Service("_http._tcp", "shelly1-b", "192.0.2.10", 80, Set.of());
        Service again = new Service("_shelly._tcp", "shellyplug-a", "192.0.2.9", 80, Set.of("gen"));
        assertThat(PropertyLines.of(
                        Announced.devices(List.of(second, first, again)),
                        LoopbackHome.already(Map.of(), InetAddress::getAllByName)))
                .containsExactly(
                        "# Shelly \"shellyplug-a\" at 192.0.2.9",
                        "# --add shelly=192.0.2.9",
                        "# Shelly \"shelly1-b\" at 192.0.2.10",
                        "# --add shelly-gen1=192.0.2.10");
    }

    @Test
    void printers_and_what_nobody_knows_are_no_devices() {
        assertThat(Announced.devices(List.of(
                        new Service("_http._tcp", "Brother HL", "192.0.2.9", 80, Set.of()),
                        new Service("_http._tcp", "", "192.0.2.9", 80, Set.of()),
                        new Service("_http._tcp", "my evcc", "192.0.2.9", 80, Set.of()))))
                .isEmpty();
    }
}
