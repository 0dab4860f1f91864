package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is noticed by a deadline that passes. */
@Execution(ExecutionMode.CONCURRENT)
class LuxtronikDeadlineTest {
    private final LuxtronikRoute route = LuxtronikRoute.impatient();
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

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, xml",
        "TRUNCATED, xml",
        "BINARY, binary",
        "DTD, xml",
        "DEEP, oversized",
        "MANY_ITEMS, oversized",
        "LATIN_1, encoding",
        "HUGE, oversized"
    })
    void what_no_controller_should_send_is_counted_and_it_comes_back(LuxtronikQuirk quirk, String reason)
            throws Exception {
        start(LuxtronikFirmware.XML_3_82);
        awaitUp();
        controller.quirks(quirk);
        awaitDown(reason);
        controller.quirks();
        awaitBatches(1);
        awaitUp();
    }

    /** The JDK's client overlooks an end of file right behind a message now and then; the deadline of the answer does not. */
    @Test
    void a_drop_right_behind_an_answer_is_noticed_by_the_deadline_at_the_latest() throws Exception {
        start(LuxtronikFirmware.XML_3_90, LuxtronikQuirk.DROP_AFTER_CONTENT);
        await().until(() -> controller.server().accepted() > 4);
        controller.quirks();
        awaitBatches(3);
        awaitUp();
        assertThat(controller.server().mostOpen()).isEqualTo(1);
    }

    @Test
    void a_controller_that_falls_silent_is_down_by_the_answers_deadline() throws Exception {
        start(LuxtronikFirmware.XML_3_82);
        awaitUp();
        controller.quirks(LuxtronikQuirk.SILENT);
        await().until(() -> route.is(DeviceState.DOWN));
        assertThat(route.errors("timeout")).isEqualTo(1);
        assertThat(route.status("luxtronik").lastError()).startsWith("no answer to REFRESH within 2.0 s");
        controller.quirks();
        awaitUp();
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT_HANDSHAKE, connect_timeout, does not answer",
        "WEB_SERVER, handshake, answered HTTP 200",
        "OTHER_SUBPROTOCOL, handshake, another WebSocket than Lux_WS"
    })
    void what_is_no_controller_is_said_so(LuxtronikQuirk quirk, String reason, String words) throws Exception {
        start(LuxtronikFirmware.XML_3_82, quirk);
        awaitDown(reason);
        assertThat(route.status("luxtronik").lastError()).contains(words);
        assertThat(route.is(DeviceState.DOWN)).isTrue();
    }
}
