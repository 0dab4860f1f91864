package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class LuxtronikRouteTest {
    private final LuxtronikRoute route = new LuxtronikRoute();
    private SimulatedLuxtronik controller;

    @AfterEach
    void end() throws Exception {
        route.close();
        controller.close();
        // whatever a test did: nothing was written
        assertThat(controller.commands()).allMatch(c -> c.matches("LOGIN;0|GET;0x\\w+|REFRESH"));
    }

    private void start(LuxtronikFirmware firmware, LuxtronikQuirk... quirks) throws Exception {
        long start = System.nanoTime();
        controller = new SimulatedLuxtronik(firmware, "de", 0, quirks).clock(() -> (System.nanoTime() - start) / 1e7);
        route.read(controller.address());
    }

    private void awaitUp() {
        await().until(() -> route.is(DeviceState.UP));
    }

    private void awaitDown(String reason) {
        await().untilAsserted(() -> assertThat(route.errors(reason)).isPositive());
    }

    private void awaitBatches(int more) {
        int now = route.batches.size();
        await().until(() -> route.batches.size() >= now + more);
    }

    private void awaitMoved(Set<Reading> first) {
        await().until(() -> 15
                <= route.lastReadings().stream().filter(r -> !first.contains(r)).count());
    }

    private List<String> names() {
        return route.lastReadings().stream()
                .map(r -> r.section() + "|" + r.name())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void values_of_every_firmware_move(LuxtronikFirmware firmware) throws Exception {
        start(firmware);
        awaitUp();
        Set<Reading> first = Set.copyOf(route.lastReadings());
        awaitMoved(first);
        assertThat(route.lastReadings()).hasSameSizeAs(first);
        assertThat(controller.commands()).filteredOn(c -> c.startsWith("GET")).hasSize(1);
    }

    @Test
    void a_nested_refresh_moves_the_same_values() throws Exception {
        start(LuxtronikFirmware.XML_3_90, LuxtronikQuirk.NESTED_REFRESH);
        awaitUp();
        Set<Reading> first = Set.copyOf(route.lastReadings());
        awaitMoved(first);
        assertThat(controller.commands()).filteredOn(c -> c.startsWith("GET")).hasSize(1);
    }

    @Test
    void all_firmware_gives_the_same_names_in_the_same_order() throws Exception {
        start(LuxtronikFirmware.XML_3_82);
        awaitUp();
        List<String> old = names();
        for (LuxtronikFirmware newer : List.of(LuxtronikFirmware.XML_3_90, LuxtronikFirmware.JSON_3_92)) {
            try (SimulatedLuxtronik other = new SimulatedLuxtronik(newer);
                    LuxtronikRoute its = new LuxtronikRoute().read(other.address())) {
                await().until(() -> its.is(DeviceState.UP));
                assertThat(its.lastReadings().stream().map(r -> r.section() + "|" + r.name()))
                        .containsExactlyElementsOf(old);
            }
        }
        assertThat(old)
                .contains(
                        "Energiemonitor/Wärmemenge|Gesamt",
                        "Energiemonitor/Eingesetzte Energie|Gesamt",
                        "Anlagenstatus|Bedienteil");
        assertThat(old.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting())))
                .containsEntry("Ausgänge|HUP", 2L)
                .containsEntry("Eingänge|HD", 2L)
                .containsEntry("Anlagenstatus|Wärmepumpen Typ", 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "nl", "cs", "fi"})
    void every_language_gives_as_many_values_as_german(String language) throws Exception {
        start(LuxtronikFirmware.XML_3_82);
        awaitUp();
        int german = route.lastReadings().size();
        try (SimulatedLuxtronik other = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82, language, 0);
                LuxtronikRoute its = new LuxtronikRoute().read(other.address())) {
            await().until(() -> its.is(DeviceState.UP));
            assertThat(its.lastReadings()).hasSize(german);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LuxtronikQuirk.class,
            names = {
                "CONTENT_ON_REFRESH",
                "NAVIGATION_ON_REFRESH",
                "DECIMAL_COMMA",
                "DOUBLE_PREFIX_IDS",
                "NEW_IDS_EVERY_REFRESH",
                "EXTRA_VALUES",
                "UNASKED",
                "FRAGMENTED",
                "PING",
                "STRICT_HANDSHAKE",
                "LARGE"
            })
    void what_controllers_do_is_understood_on_one_connection(LuxtronikQuirk quirk) throws Exception {
        start(LuxtronikFirmware.XML_3_82, quirk);
        awaitUp();
        Set<Reading> first = Set.copyOf(route.lastReadings());
        awaitMoved(first);
        assertThat(route.connects()).isEqualTo(1);
    }

    @Test
    void extra_values_do_not_make_it_fetch_the_page_again() throws Exception {
        start(LuxtronikFirmware.XML_3_82, LuxtronikQuirk.EXTRA_VALUES);
        awaitUp();
        awaitBatches(2);
        assertThat(controller.commands()).filteredOn(c -> c.startsWith("GET")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = LuxtronikQuirk.class,
            names = {"DROP_AT_ONCE", "CLOSE_AFTER_CONTENT"})
    void after_twenty_drops_there_is_still_one_socket(LuxtronikQuirk quirk) throws Exception {
        start(LuxtronikFirmware.XML_3_90, quirk);
        await().until(() -> controller.server().accepted() > 20);
        controller.quirks();
        int before = controller.server().accepted();
        awaitBatches(3);
        await().until(() -> controller.server().open() == 1);
        // the controller may notice the end of one only after the beginning of the next
        assertThat(controller.server().mostOpen()).isLessThanOrEqualTo(2);
        // one may have been on its way when the controller came to its senses
        assertThat(controller.server().accepted()).isLessThanOrEqualTo(before + 2);
        assertThat(route.connects()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void a_dropped_connection_is_down_at_once_and_comes_back_with_new_ids() throws Exception {
        start(LuxtronikFirmware.XML_3_82);
        awaitUp();
        controller.server().dropAll();
        await().until(() -> route.errors("closed") + route.errors("broken") > 0);
        awaitUp();
        List<String> pages = controller.commands().stream()
                .filter(c -> c.startsWith("GET"))
                .distinct()
                .toList();
        assertThat(pages).hasSize(2);
    }

    @Test
    void a_controller_that_appears_later_is_found() throws Exception {
        int port;
        try (SimulatedLuxtronik earlier = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82)) {
            port = earlier.server().port();
        }
        route.read("127.0.0.1:" + port);
        awaitDown("refused");
        assertThat(route.status("luxtronik").lastError())
                .contains("127.0.0.1:" + port + " refuses the connection", "8214", "Web server");
        controller = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82, "de", port);
        awaitUp();
    }

    @Test
    void an_unknown_host_is_said_so() throws Exception {
        controller = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82);
        route.read("heatpump.invalid");
        awaitDown("unknown_host");
        assertThat(route.status("luxtronik").lastError()).contains("\"heatpump.invalid\" is not known");
    }

    @Test
    void a_dead_pump_does_not_touch_the_other() throws Exception {
        start(LuxtronikFirmware.XML_3_90);
        try (SimulatedLuxtronik dead =
                new SimulatedLuxtronik(LuxtronikFirmware.XML_3_82, "de", 0, LuxtronikQuirk.SILENT)) {
            route.add("cellar", "luxtronik:" + dead.address() + "?interval=1s&answerTimeout=300ms");
            await().until(() -> route.status("cellar").state() == DeviceState.DOWN);
            awaitUp();
            awaitBatches(2);
            assertThat(route.batches).allMatch(b -> b.device().equals("luxtronik"));
            assertThat(route.connects()).isGreaterThan(1);
            assertThat(controller.server().accepted()).isEqualTo(1);
        }
    }

    @Test
    void one_malformed_answer_leaves_the_connection_alone() throws Exception {
        start(LuxtronikFirmware.JSON_3_92);
        awaitUp();
        controller.quirks(LuxtronikQuirk.MALFORMED);
        // before the third in a row, for which a new connection is made
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> route.errors("json") > 0);
        controller.quirks();
        awaitBatches(1);
        assertThat(route.connects()).isEqualTo(1);
        assertThat(route.is(DeviceState.UP)).isTrue();
    }
}
