package io.github.homeexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.homeexporter.HomeAssistantRig.TakenEntity;
import io.github.homeexporter.demo.DemoHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.homeassistant.Mosquitto;
import io.github.homeexporter.net.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year in the life of a house, in minutes: all that {@code --demo} has, two plugs more, a Miniserver, a second heat pump in
 * another language and a meter, and a real Home Assistant. With {@code -Dcaptures=DIR} the Miniserver has the structure of a real
 * house. Devices go away and come back, move and are renamed, every party is started again, a day begins; after each of these
 * Home Assistant has the same entities as before.
 */
@Timeout(1500)
class HomeAssistantIT {

    @TempDir
    Path folder;

    private final AtomicInteger energy = new AtomicInteger(100);
    private final Map<String, String> environment = new HashMap<>(Map.of("TAPO_INTERVAL", "5s"));
    private HomeAssistantRig homeAssistant;
    /** Plugs of the demo. */
    private String others;

    private static void copyRoutes(Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        String pump = Files.readString(Path.of("routes/luxtronik.camel.yaml"));
        Files.writeString(
                to.resolve("lux-cellar.camel.yaml"),
                pump.replace("id: luxtronik", "id: lux-cellar")
                        .replace("nodePrefixId: luxtronik-", "nodePrefixId: lux-cellar-")
                        .replace("{{lux.", "{{lux-cellar."));
        Files.writeString(to.resolve("daily.camel.yaml"), """
            - route:
                id: daily
                nodePrefixId: daily-
                from:
                  uri: "timer:daily"
                  parameters: { period: "2000" }
                  steps:
                    - to: { id: read, uri: "http:{{daily.address}}/energy" }
                    - to: { id: publish, uri: "direct:publish" }
            """);
    }

    private RunningProgram program(String plugs) throws Exception {
        environment.put("TAPO_PLUG_DEVICES", plugs + "," + others);
        return RunningProgram.start(folder, environment);
    }

    /** Those that are meant to be seen, by unique id; of what a person may switch on there is no state. */
    private static Map<String, TakenEntity> shown(Map<String, TakenEntity> all) {
        Map<String, TakenEntity> shown = new TreeMap<>(all);
        shown.values().removeIf(TakenEntity::disabled);
        return shown;
    }

    private static Set<String> in(Map<String, TakenEntity> all, String state) {
        Set<String> ids = new TreeSet<>();
        shown(all).forEach((id, known) -> {
            if (known.state().equals(state)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private Map<String, TakenEntity> settled(String moment, Callable<Boolean> until) throws Exception {
        await(moment)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .until(until);
        return homeAssistant.entities();
    }

    /** Nothing comes and nothing goes for so long. */
    private void stays(Duration time, Set<String> ids) {
        await().during(time)
                .atMost(time.multipliedBy(3))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> homeAssistant.entities().keySet().equals(ids));
    }

    /** The same ids with the same entities, all of them there, and none whose state is not known that was known before. */
    private void sameAs(Map<String, TakenEntity> before, String after) throws Exception {
        Map<String, TakenEntity> now = settled(after, () -> {
            Map<String, TakenEntity> all = homeAssistant.entities();
            return all.keySet().equals(before.keySet())
                    && in(all, "unavailable").isEmpty()
                    && in(before, "unknown").containsAll(in(all, "unknown"));
        });
        before.forEach((id, known) -> {
            assertThat(now.get(id).entityId()).as(after + ": " + id).isEqualTo(known.entityId());
            assertThat(now.get(id).unit()).as(after + ": " + id).isEqualTo(known.unit());
            assertThat(now.get(id).stateClass()).as(after + ": " + id).isEqualTo(known.stateClass());
        });
        assertThat(homeAssistant.complaints()).as(after).isEqualTo("[]");
    }

    @Test
    void no_entity_is_doubled_lost_unavailable_or_of_a_wrong_sum_whatever_happens_in_a_year() throws Exception {
        HttpServer meter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meter.createContext("/energy", exchange -> {
            byte[] said = ("{\"name\":\"daily_energy_today_watt_hours\",\"value\":" + energy.get()
                            + ",\"unit\":\"watt_hours\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        meter.start();
        copyRoutes(folder.resolve("routes"));
        Path brokerFolder = Files.createDirectories(folder.resolve("broker"));
        int german = FreePort.next();
        ControlledHouse controlled = ControlledHouse.read();
        try (Mosquitto broker = new Mosquitto(brokerFolder).start();
                HomeAssistantRig rig = HomeAssistantRig.start(broker.port, folder);
                DemoHouse demo = new DemoHouse();
                SimulatedMiniserver miniserver =
                        new SimulatedMiniserver(controlled.house()).alive(Duration.ofSeconds(2));
                SimulatedLuxtronik english = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "en", 0);
                SimulatedPlug fridge = new SimulatedPlug(PlugModel.P115, "Refrigerator", 12)) {
            homeAssistant = rig;
            others = demo.settings().get("tapo.plug-devices");
            StringBuilder settings = new StringBuilder();
            demo.settings().forEach((key, value) -> settings.append(key + "=" + value + "\n"));
            Map.of(
                            "mqtt.host",
                            "127.0.0.1",
                            "mqtt.port",
                            String.valueOf(broker.port),
                            "lux.address",
                            "127.0.0.1:" + german,
                            "lux-cellar.address",
                            english.address(),
                            "lux-cellar.interval",
                            "2s",
                            "daily.address",
                            "127.0.0.1:" + meter.getAddress().getPort(),
                            "loxone.host",
                            miniserver.address(),
                            "loxone.username",
                            miniserver.user(),
                            "loxone.password",
                            miniserver.password(),
                            "loxone.name",
                            "house")
                    .forEach((key, value) -> settings.append(key + "=" + value + "\n"));
            Files.writeString(folder.resolve("application.properties"), settings);
            lifeOf(broker, miniserver, controlled, fridge, german);
        } finally {
            meter.stop(0);
        }
    }

    private void lifeOf(
            Mosquitto broker,
            SimulatedMiniserver miniserver,
            ControlledHouse controlled,
            SimulatedPlug fridge,
            int german)
            throws Exception {
        SimulatedLuxtronik pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", german);
        SimulatedPlug washer = new SimulatedPlug(PlugModel.P110, "Washer", 11);
        RunningProgram program = program(washer.address() + "," + fridge.address());
        try {
            AtomicInteger count = new AtomicInteger(-1);
            Map<String, TakenEntity> before = settled("all are there and nothing more comes", () -> {
                Map<String, TakenEntity> all = homeAssistant.entities();
                boolean stands = all.size() == count.getAndSet(all.size());
                return stands && all.size() > 400 && in(all, "unavailable").isEmpty() && has(all, "daily_energy");
            });
            String daily = before.entrySet().stream()
                    .filter(e -> e.getKey().contains("daily_energy"))
                    .findAny()
                    .orElseThrow()
                    .getValue()
                    .entityId();
            energy.set(300);

            pump.close();
            settled("an outage is seen", () -> !in(homeAssistant.entities(), "unavailable")
                    .isEmpty());
            stays(Duration.ofSeconds(60), before.keySet());
            pump = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90, "de", german);
            sameAs(before, "after an outage");

            miniserver.house(
                    miniserver.house().renamed(controlled.room(), "Galley").renamed(controlled.control(), "Warmth"));
            miniserver.resetAll();
            settled("a room and a control have another name", () -> homeAssistant.devices().stream()
                    .anyMatch(name -> name.contains("Galley")));
            sameAs(before, "after a rename in Loxone");

            program.terminate();
            program.exit(Duration.ofSeconds(30));
            washer.close();
            washer = new SimulatedPlug(PlugModel.P110, "Washer", 11);
            program = program(washer.address() + "," + fridge.address());
            sameAs(before, "after a new address of a plug and a restart of the program");

            program.kill();
            program.exit(Duration.ofSeconds(30));
            program = program(fridge.address() + "," + washer.address());
            sameAs(before, "after the program was killed");

            broker.stop();
            broker.start();
            sameAs(before, "after a restart of the broker, which forgot everything");

            homeAssistant.restart();
            sameAs(before, "after a restart of Home Assistant");

            energy.set(0);
            settled("a day begins", () -> List.of("0", "0.0")
                    .contains(homeAssistant.entities().get(idOf(before, daily)).state()));
            energy.set(50);
            settled("it goes on", () -> homeAssistant
                    .entities()
                    .get(idOf(before, daily))
                    .state()
                    .startsWith("50"));
            sameAs(before, "after a day's reset");
            await("the sum of the day's energy, with the next full five minutes")
                    .atMost(Duration.ofSeconds(330))
                    .pollInterval(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(homeAssistant.sum(daily)).isEqualTo(250));
        } finally {
            program.close();
            washer.close();
            pump.close();
        }
    }

    private static boolean has(Map<String, TakenEntity> all, String word) {
        return all.keySet().stream().anyMatch(id -> id.contains(word));
    }

    private static String idOf(Map<String, TakenEntity> all, String entity) {
        return all.entrySet().stream()
                .filter(e -> e.getValue().entityId().equals(entity))
                .findAny()
                .orElseThrow()
                .getKey();
    }
}
