package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.question.ServiceQuestion.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a service that was announced by multicast DNS means here: whether, and how, its device can be read. */
final class Announced {
    private static final String BROKER = "_mqtt._tcp";
    private static final String HOME_ASSISTANT = "_home-assistant._tcp";
    private static final String WEB = "_http._tcp";
    private static final int HTTP = 80;

    /**
     * A type whose every service is one kind of device.
     *
     * @param add what {@code --add} calls it
     * @param remark how it is read, may be empty
     */
    private record Maker(String type, String who, String add, String remark) {}

    private static final String BY_BROKER = "it is read by MQTT: the broker's address goes into the setting";

    private static final List<Maker> MAKERS = List.of(
            new Maker("_shelly._tcp", "Shelly", "shelly", ""),
            new Maker("_esphomelib._tcp", "ESPHome", "esphome", BY_BROKER),
            // HomeWizard and Enphase as Home Assistant looks for them
            new Maker("_hwenergy._tcp", "HomeWizard", "homewizard", "its local API has to be switched on in the app"),
            new Maker(
                    "_enphase-envoy._tcp",
                    "Enphase Envoy",
                    "enphase",
                    "enphase.token= and enphase.tls-pin= are then still missing (docs/devices.md)"),
            // tbnobody/OpenDTU, src/NetworkSettings.cpp
            new Maker("_opendtu._tcp", "OpenDTU", "opendtu", ""),
            // the maker in goecharger/go-eCharger-API-v2, issue 108
            new Maker(
                    "_go-e_go-eCharger._tcp",
                    "go-eCharger",
                    "go-e",
                    "its HTTP API v2 has to be switched on in the app"),
            new Maker(
                    "_go-e_go-eCharger_V4._tcp",
                    "go-eCharger",
                    "go-e",
                    "its HTTP API v2 has to be switched on in the app"));

    private Announced() {}

    /** To ask for; that which printers and cameras answer as well comes last. */
    static List<String> types() {
        List<String> types = new ArrayList<>(List.of(BROKER, HOME_ASSISTANT));
        MAKERS.forEach(maker -> types.add(maker.type()));
        types.add(WEB);
        return types;
    }

    /** What {@code --add} is said to know. */
    static List<String> added() {
        List<String> names = new ArrayList<>(List.of("shelly-gen1", "evcc", "tasmota"));
        MAKERS.forEach(maker -> names.add(maker.add()));
        return names;
    }

    /** Those that mean something, of each device one. */
    static List<FoundDevice> devices(List<Service> services) {
        List<FoundDevice> devices = new ArrayList<>();
        for (String type : types()) {
            services.stream().filter(service -> service.type().equals(type)).forEach(service -> add(service, devices));
        }
        return devices;
    }

    private static void add(Service service, List<FoundDevice> devices) {
        switch (service.type()) {
            case BROKER -> devices.add(broker(service));
            case HOME_ASSISTANT -> devices.add(homeAssistant(service));
            case WEB -> web(service, devices);
            default ->
                MAKERS.stream()
                        .filter(maker -> maker.type().equals(service.type()))
                        .forEach(maker -> devices.add(device(service, maker.who(), maker.add(), maker.remark())));
        }
    }

    private static FoundDevice broker(Service service) {
        int port = service.port() == 0 ? 1883 : service.port();
        return FoundDevice.other(
                "mqtt.host",
                "broker " + service.address() + ":" + port,
                service.address(),
                "MQTT broker" + FoundDevice.named(service.instance()) + " at " + service.address(),
                "mqtt.host=" + service.address(),
                "mqtt.port=" + port);
    }

    private static FoundDevice homeAssistant(Service service) {
        int port = service.port() == 0 ? 8123 : service.port();
        return FoundDevice.other(
                "mqtt.host",
                "home-assistant " + service.address(),
                service.address(),
                "Home Assistant" + FoundDevice.named(service.instance()) + " at http://" + service.address() + ":"
                        + port + "; its broker is often there:",
                "mqtt.host=" + service.address());
    }

    /** Printers, disks and cameras are left out, and all that nothing is known of. */
    private static void web(Service service, List<FoundDevice> devices) {
        String name = service.instance().toLowerCase(Locale.ROOT);
        if (name.startsWith("shelly")) {
            devices.add(device(service, "Shelly", service.says().contains("gen") ? "shelly" : "shelly-gen1", ""));
        } else if (name.equals("evcc")) {
            devices.add(device(service, "evcc", "evcc", ""));
        } else if (name.startsWith("tasmota")) {
            devices.add(device(service, "Tasmota", "tasmota", BY_BROKER));
        }
    }

    private static FoundDevice device(Service service, String who, String add, String remark) {
        String address = service.port() == 0 || service.port() == HTTP || remark.equals(BY_BROKER)
                ? service.address()
                : service.address() + ":" + service.port();
        String what = who + FoundDevice.named(service.instance()) + " at " + address;
        List<String> remarks = new ArrayList<>();
        remarks.add("--add " + add + (remark.equals(BY_BROKER) ? "" : "=" + address));
        if (!remark.isEmpty()) {
            remarks.add(remark);
        }
        return FoundDevice.other(
                add + ".address",
                who + " " + service.address(),
                service.address(),
                what,
                remarks.toArray(String[]::new));
    }
}
