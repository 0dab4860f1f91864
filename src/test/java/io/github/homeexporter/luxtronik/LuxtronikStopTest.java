package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikQuirk;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stopping a route, whatever its controller does. */
class LuxtronikStopTest {
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

    @Test
    void stopping_the_route_closes_politely() throws Exception {
        start(LuxtronikFirmware.XML_3_90);
        awaitUp();
        route.context.getRouteController().stopRoute("luxtronik");
        assertThat(controller.closes()).containsExactly(1000);
        assertThat(route.is(DeviceState.STOPPED)).isTrue();
        await().until(() -> controller.server().open() == 0);
    }

    @Test
    void stopping_does_not_depend_on_the_controllers_manners() throws Exception {
        start(LuxtronikFirmware.XML_3_90, LuxtronikQuirk.IGNORE_CLOSE);
        awaitUp();
        route.context.getRouteController().stopRoute("luxtronik");
        await().until(() -> controller.server().open() == 0);
        assertThat(controller.closes()).containsExactly(1000);
    }

    @Test
    void stopping_while_the_handshake_hangs_gives_the_socket_back() throws Exception {
        start(LuxtronikFirmware.XML_3_90, LuxtronikQuirk.SILENT_HANDSHAKE);
        await().until(() -> controller.server().open() == 1);
        route.context.getRouteController().stopRoute("luxtronik");
        await().until(() -> controller.server().open() == 0);
        assertThat(route.is(DeviceState.STOPPED)).isTrue();
    }
}
