package io.github.homeexporter.luxtronik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.homeexporter.demo.luxtronik.SimulatedBinary;
import io.github.homeexporter.demo.luxtronik.SimulatedBinary.BinaryQuirk;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.luxtronik.LuxtronikComponent.BinaryTiming;
import io.github.homeexporter.luxtronik.binary.Block.Kind;
import io.github.homeexporter.luxtronik.binary.Captured;
import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import io.github.homeexporter.sample.LogLines;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The binary interface on real sockets: whatever it answers, nothing is asked but what reads. */
@ResourceLock(value = LogLines.LOG, mode = ResourceAccessMode.READ)
class BinaryConsumerTest {
    private static final Map<Integer, Kind> KINDS =
            Map.of(3003, Kind.PARAMETERS, 3004, Kind.CALCULATIONS, 3005, Kind.VISIBILITIES);

    private SimulatedBinary controller;
    private LuxtronikRoute route;

    private static IntFunction<int[]> captured(String firmware) {
        return command -> {
            try {
                return Captured.numbers(firmware, KINDS.get(command), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static BinaryTiming timing(int... ports) {
        return new BinaryTiming(
                Arrays.stream(ports).boxed().toList(),
                Duration.ofMillis(30),
                Duration.ofMillis(60),
                Duration.ofMillis(90),
                Duration.ofMillis(500));
    }

    private void start(BinaryTiming timing, String address, String protocol) throws Exception {
        route = new LuxtronikRoute(timing);
        route.add(
                "luxtronik",
                "luxtronik:" + address + "?interval=" + (protocol.equals("AUTO") ? "1s" : "30ms") + "&protocol="
                        + protocol + "&answerTimeout=400ms");
    }

    private void start(BinaryQuirk quirk) throws Exception {
        controller = new SimulatedBinary(0, captured("V3.78")).quirk(quirk);
        start(timing(controller.port()), controller.address(), "BINARY");
    }

    @AfterEach
    void nothingButReading() throws Exception {
        route.close();
        assertThat(controller.commands()).allMatch(command -> command >= 3003 && command <= 3005);
        controller.close();
    }

    private String text(String section, String name) {
        return route.lastReadings().stream()
                .filter(r -> r.section().equals(section) && r.name().equals(name))
                .map(Reading::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void calculations_are_asked_each_time_and_the_rest_now_and_then() throws Exception {
        start(BinaryQuirk.NONE);
        await().until(() -> route.batches.size() > 6);
        List<Integer> commands = List.copyOf(controller.commands());
        assertThat(commands.subList(0, 4)).containsExactly(3004, 3003, 3005, 3004);
        // on a crowded machine the times of the rest may have come each time
        assertThat(commands).filteredOn(c -> c == 3004).hasSizeGreaterThan((commands.size() - 1) / 3);
        // the controller may notice the end of one only after the beginning of the next
        assertThat(controller.server().mostOpen()).isLessThanOrEqualTo(2);
        assertThat(text("temperatures", "flow")).isEqualTo("45.4");
        assertThat(route.is(DeviceState.UP)).isTrue();
        assertThat(route.batches.get(0).naming()).isEqualTo(Naming.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSE_AT_ONCE, closed, before answering",
        "CLOSE_IN_THE_MIDDLE, closed, in the middle",
        "DRIP, timeout, no whole answer",
        "SILENT, timeout, no whole answer",
        "NO_VALUES, protocol, allowed: 1 to 4096",
        "FEWER_THAN_NONE, protocol, allowed: 1 to 4096",
        "MORE_THAN_EVER, protocol, allowed: 1 to 4096",
        "WRONG_COMMAND, protocol, was asked",
        "STRAY_BYTES, protocol, was asked"
    })
    void a_bad_answer_is_dropped_whole_told_and_survived(BinaryQuirk quirk, String reason, String why)
            throws Exception {
        start(quirk);
        await().until(() -> route.errors(reason) > 0);
        assertThat(route.status("luxtronik").lastError()).contains(why);
        assertThat(route.batches).isEmpty();
        controller.quirk(BinaryQuirk.NONE);
        await().until(() -> route.is(DeviceState.UP) && !route.batches.isEmpty());
        assertThat(text("system_status", "software_version")).isEqualTo("V3.78");
    }

    @Test
    void a_controller_that_is_being_changed_is_taken_the_third_time() throws Exception {
        start(BinaryQuirk.BUSY);
        await().until(() -> !route.batches.isEmpty());
        assertThat(route.errors("busy")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_follows_the_calculations_costs_only_itself_once_it_was_there() throws Exception {
        start(BinaryQuirk.NONE);
        await().until(() -> !route.batches.isEmpty());
        int before = route.batches.size();
        controller.quirk(BinaryQuirk.CLOSE_AFTER_CALCULATIONS);
        await().until(() -> route.errors("closed") > 0 && route.batches.size() > before + 3);
        assertThat(route.is(DeviceState.UP)).isTrue();
    }

    @Test
    void answers_in_two_segments_are_one() throws Exception {
        start(BinaryQuirk.NONE);
        for (int cut : List.of(1, 4, 11, 12, 13, 300)) {
            controller.cutAt(cut);
            int before = route.batches.size();
            await().until(() -> route.batches.size() > before + 1);
        }
        assertThat(route.errors("protocol")).isZero();
    }

    @Test
    void old_firmware_is_found_on_its_port_where_the_new_one_is_refused() throws Exception {
        controller = new SimulatedBinary(0, captured("V1.80"));
        start(timing(closedPort(), controller.port()), "127.0.0.1", "BINARY");
        await().until(() -> route.is(DeviceState.UP));
        assertThat(text("system_status", "software_version")).isEqualTo("V1.80");
        assertThat(route.lastReadings()).noneMatch(r -> r.name().matches("source_(in|out)"));
    }

    @Test
    void auto_reads_the_binary_interface_where_the_web_socket_is_refused() throws Exception {
        controller = new SimulatedBinary(0, captured("V3.78"));
        start(timing(controller.port()), "127.0.0.1:" + closedPort(), "AUTO");
        await().until(() -> route.is(DeviceState.UP));
        assertThat(text("temperatures", "hot_water")).isEqualTo("50.4");
    }

    @Test
    void what_the_binary_interface_does_not_take_is_told() throws Exception {
        controller = new SimulatedBinary(0, captured("V3.78"));
        BinaryTiming slow = new BinaryTiming(
                List.of(controller.port()),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofMinutes(10));
        String web = "127.0.0.1:" + closedPort();
        try (LogLines lines = new LogLines(LuxtronikComponent.class)) {
            route = new LuxtronikRoute(slow);
            route.add("luxtronik", "luxtronik:" + web + "?interval=1s&protocol=auto&answerTimeout=20s");
            await().until(() -> route.is(DeviceState.UP));
            assertThat(lines.of(web))
                    .contains(
                            "WARN " + web + ": interval of 1.0 s is not in force: with the binary interface it is 10 s",
                            "WARN " + web
                                    + ": answerTimeout of 20 s is not in force: with the binary interface it is 5.0 s");
        }
    }

    @Test
    void auto_goes_back_to_the_web_socket_when_that_is_the_one_that_answers() throws Exception {
        controller = new SimulatedBinary(0, captured("V3.78"));
        int port = closedPort();
        start(timing(controller.port()), "127.0.0.1:" + port, "AUTO");
        await().until(() -> route.is(DeviceState.UP));
        controller.close();
        try (SimulatedLuxtronik web = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", port)) {
            await().until(() -> web.commands().contains("REFRESH"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = LuxtronikFirmware.class, names = "XML_3_90")
    void both_interfaces_of_a_pump_give_the_same_series_with_the_same_values(LuxtronikFirmware firmware)
            throws Exception {
        try (SimulatedLuxtronik pump = new SimulatedLuxtronik(firmware, "de", 0).clock(() -> 700);
                ShippedRoute words = new ShippedRoute(pump.address(), "standard")) {
            controller = pump.binary(0);
            route = new LuxtronikRoute();
            try (ShippedRoute numbers = new ShippedRoute(
                    controller.address(), "standard", Map.of("lux.protocol", "binary", "lux.interval", "10s"))) {
                await().until(() -> words.lastSample() > 0 && numbers.lastSample() > 0);
                Map<String, String> said = series(words.page());
                Map<String, String> counted = series(numbers.page());
                Map<String, String> common = new TreeMap<>(said);
                common.keySet().retainAll(counted.keySet());
                // whole percents there, tenths here
                common.keySet().removeIf(series -> series.startsWith("luxtronik_ratio"));
                assertThat(common).hasSizeGreaterThan(50);
                counted.keySet().retainAll(common.keySet());
                assertThat(counted).isEqualTo(common);
                said.keySet().removeAll(common.keySet());
                assertThat(said.keySet()).as("only on the pages").allMatch(s -> s.matches(ONLY_ON_THE_PAGES));
            }
        }
    }

    /** What no public table of the interface has. */
    private static final String ONLY_ON_THE_PAGES =
            "luxtronik_info.*|.*(flow_max|analog_in_21|_mean_run|compressor_frequency|cycle_lock|defrost_demand|\"bms\"|"
                    + "section=\"power_used\"|performance_factor|error_lines|control_panel|heating_pump).*";

    private static Map<String, String> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
